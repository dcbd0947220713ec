package gateway.server.call;

import gateway.api.FileBody;
import gateway.server.http.RequestHead;
import gateway.server.http.ResponseWriter;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;

/** Sends the body of one response in the way its kind allows (chapters 9 and 10 of spec.md). */
final class BodySender {
    private static final Logger LOG = LoggerFactory.getLogger(BodySender.class);

    /**
     * Up to this size a file leaves with its head in one write, which beats the system call that
     * saves the copy.
     */
    private static final int SMALL_FILE = 16 * 1024;

    private final ResponseStart start;
    private final ResponseWriter response;
    private final RequestHead request;

    /** Octets of the body where its kind tells them. */
    private long known = ResponseWriter.UNKNOWN;

    BodySender(ResponseStart start, ResponseWriter response, RequestHead request) {
        this.start = start;
        this.response = response;
        this.request = request;
    }

    /**
     * Commits the response and sends it to its end.
     *
     * @param mayWait whether a complete answer may stay in the connection's buffer for the next one
     * @throws IOException if the client is gone or a file cannot be read
     * @throws ClauseViolation if the body breaks a clause
     */
    void send(Iterable<byte[]> body, boolean mayWait) throws IOException {
        if (body instanceof FileBody file && !response.committed()) {
            sendFile(file);
            finish(false);
        } else if (body instanceof Collection<byte[]> blocks) {
            sendBlocks(blocks.toArray());
            finish(mayWait);
        } else {
            sendEach(body);
            finish(false);
        }
    }

    private void sendBlocks(Object[] blocks) throws IOException {
        long length = 0;
        for (Object block : blocks) {
            length += require(block).length;
        }
        Thread.interrupted();
        // An answer to HEAD without a body says nothing about the one to GET.
        boolean unknown = request.isHead() && length == 0;
        begin(unknown ? ResponseWriter.UNKNOWN : length);
        if (response.bodiless()) {
            dropped(length);
            return;
        }
        if (response.takesAll(blocks.length, length)) {
            response.writeAll(Arrays.copyOf(blocks, blocks.length, byte[][].class));
            return;
        }
        for (Object block : blocks) {
            writeWhole((byte[]) block, true); // The end follows, and with it what is sent.
        }
    }

    private void sendFile(FileBody file) throws IOException {
        long count = file.count();
        begin(count);
        if (response.bodiless()) {
            dropped(count);
        } else if (count <= SMALL_FILE) {
            byte[] octets = new byte[(int) count];
            ByteBuffer block = ByteBuffer.wrap(octets);
            while (block.hasRemaining()
                    && file.channel().read(block, file.position() + block.position()) >= 0) {
                // Until the range is read, or the file is over.
            }
            writeWhole(
                    block.hasRemaining() ? Arrays.copyOf(octets, block.position()) : octets, true);
        } else if (response.canSendFile()) {
            response.write(file.channel(), file.position(), count);
        } else {
            sendEach(file);
        }
    }

    private void sendEach(Iterable<byte[]> body) throws IOException {
        if (request.isHead() || start.bodiless()) {
            if (!response.committed()) {
                start.commit(ResponseWriter.UNKNOWN);
            }
            return;
        }
        Iterator<byte[]> blocks = body.iterator();
        Thread.interrupted();
        if (blocks == null) {
            throw new ClauseViolation("BODY-1", "the body's iterator is null");
        }
        while (blocks.hasNext()) {
            byte[] block = require(blocks.next());
            Thread.interrupted();
            if (block.length > 0) {
                if (!response.committed()) {
                    start.commit(ResponseWriter.UNKNOWN);
                }
                writeWhole(block, false);
            }
        }
        Thread.interrupted();
        if (!response.committed()) {
            long declared = start.declaredLength();
            if (declared > 0) {
                throw tooShort(declared, 0);
            }
            start.commit(ResponseWriter.UNKNOWN);
        }
    }

    /** Commits a body of known length, if the application does not contradict it. */
    private void begin(long length) {
        if (response.committed()) {
            return;
        }
        long declared = start.declaredLength();
        if (declared != ResponseWriter.UNKNOWN
                && length != ResponseWriter.UNKNOWN
                && declared != length
                && !request.isHead()
                && !start.bodiless()) {
            throw length > declared ? tooLong(declared) : tooShort(declared, length);
        }
        known = length;
        start.commit(length);
    }

    private void writeWhole(byte[] block, boolean more) throws IOException {
        if (response.write(block, more) < block.length) {
            throw new ClauseViolation(
                    "LEN-1",
                    "the body is longer than its Content-Length of "
                            + response.octets()
                            + ": cut within an array of "
                            + block.length
                            + " octets");
        }
    }

    private void finish(boolean mayWait) throws IOException {
        if (!response.finish(start.takeTrailers(), mayWait)) {
            throw new ClauseViolation(
                    "LEN-2",
                    "the body ended after "
                            + response.octets()
                            + " octets, short of its Content-Length of "
                            + Math.max(start.declaredLength(), known));
        }
    }

    private void dropped(long length) {
        if (length > 0 && !request.isHead()) {
            LOG.warn(
                    "{}: LEN-4: a {} has no body; {} octets were dropped",
                    request,
                    response.status(),
                    length);
        }
    }

    private static byte[] require(Object block) {
        if (!(block instanceof byte[] octets)) {
            throw new ClauseViolation(
                    "BODY-2",
                    block == null
                            ? "the body yields null"
                            : "the body yields a " + block.getClass().getName());
        }
        return octets;
    }

    private static ClauseViolation tooLong(long declared) {
        return new ClauseViolation(
                "LEN-1", "the body is longer than its Content-Length of " + declared);
    }

    private static ClauseViolation tooShort(long declared, long length) {
        return new ClauseViolation(
                "LEN-2",
                "the body has " + length + " of the " + declared + " octets of its Content-Length");
    }
}
