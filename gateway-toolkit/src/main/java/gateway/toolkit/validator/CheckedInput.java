package gateway.toolkit.validator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * {@code gateway.input} with both sides watched: that it keeps the contract of {@link InputStream},
 * ends where it should and stays at its end (IN-2 to IN-7), and that nobody reads too late or from
 * two threads (SR-8). Each method calls the one of the same name, once.
 */
final class CheckedInput extends InputStream {
    private static final String NAME = "gateway.input";

    private final InputStream input;
    private final Journal journal;
    private final Turns turns;
    private final InputCount count;

    CheckedInput(InputStream input, Journal journal, Turns turns) {
        this.input = input;
        this.journal = journal;
        this.turns = turns;
        this.count = new InputCount(journal);
    }

    /** A read of whatever kind; returns what the input returned. */
    private interface Read<T> {
        T run() throws IOException;
    }

    private <T> T reading(Read<T> read) throws IOException {
        boolean late = turns.begin(NAME);
        T result;
        try {
            result = read.run();
        } catch (IOException | RuntimeException e) {
            count.lost();
            throw e;
        } finally {
            turns.done();
        }
        if (late) {
            journal.caller().error(Clause.SR_8, "gateway.input can be read after the request", "");
        }
        return result;
    }

    private void broken(String what, Object result) {
        journal.caller().error(Clause.IN_5, NAME + ": " + what, String.valueOf(result));
    }

    @Override
    public int read() throws IOException {
        int octet = reading(input::read);
        if (octet == -1) {
            count.ended();
        } else if (octet < -1 || octet > 0xFF) {
            broken("read() returned neither an octet nor -1", octet);
        } else {
            count.delivered(1);
        }
        return octet;
    }

    @Override
    public int read(byte[] octets) throws IOException {
        int read = reading(() -> input.read(octets));
        counted(read, octets.length);
        return read;
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
        int read = reading(() -> input.read(octets, offset, length));
        if (!isWithin(octets, offset, length)) {
            broken("read(byte[], int, int) accepts what is outside the array", read);
        } else {
            counted(read, length);
        }
        return read;
    }

    private void counted(int read, int asked) {
        if (asked == 0) {
            // At the end, ByteArrayInputStream has -1, and documents it.
            if (read != 0 && !(read == -1 && count.remaining() == 0)) {
                broken("a read of no octets returned something else than 0", read);
            }
        } else if (read == -1) {
            count.ended();
        } else if (read < 1 || read > asked) {
            broken("read(byte[]) returned neither -1 nor 1 to what was asked for", read);
        } else {
            count.delivered(read);
        }
    }

    @Override
    public byte[] readAllBytes() throws IOException {
        byte[] octets = reading(input::readAllBytes);
        count.delivered(octets.length);
        count.ended();
        return octets;
    }

    @Override
    public byte[] readNBytes(int length) throws IOException {
        byte[] octets = reading(() -> input.readNBytes(length));
        countedN(octets.length, length);
        return octets;
    }

    @Override
    public int readNBytes(byte[] octets, int offset, int length) throws IOException {
        int read = reading(() -> input.readNBytes(octets, offset, length));
        if (!isWithin(octets, offset, length)) {
            broken("readNBytes(byte[], int, int) accepts what is outside the array", read);
        } else {
            countedN(read, length);
        }
        return read;
    }

    private void countedN(int read, int asked) {
        if (read < 0 || read > asked) {
            broken("readNBytes returned less than nothing or more than was asked for", read);
            return;
        }
        count.delivered(read);
        if (read < asked) {
            count.ended();
        }
    }

    @Override
    public long skip(long octets) throws IOException {
        long skipped = reading(() -> input.skip(octets));
        if (skipped < 0 || skipped > Math.max(0, octets)) {
            broken("skip returned less than nothing or more than was asked for", skipped);
        } else {
            count.delivered(skipped);
        }
        return skipped;
    }

    @Override
    public void skipNBytes(long octets) throws IOException {
        reading(
                () -> {
                    input.skipNBytes(octets);
                    return octets;
                });
        count.delivered(octets);
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        long transferred = reading(() -> input.transferTo(out));
        if (transferred < 0) {
            broken("transferTo returned less than nothing", transferred);
        } else {
            count.delivered(transferred);
            count.ended();
        }
        return transferred;
    }

    @Override
    public int available() throws IOException {
        int available = reading(input::available);
        if (available < 0) {
            broken("available() returned less than nothing", available);
        } else if (available > count.remaining()) {
            broken("available() returned more than there is", available);
        }
        return available;
    }

    @Override
    public boolean markSupported() {
        return input.markSupported();
    }

    @Override
    public void mark(int readLimit) {
        input.mark(readLimit);
        if (input.markSupported()) {
            count.mark();
        }
    }

    @Override
    public void reset() throws IOException {
        if (!input.markSupported() || !count.isMarked()) {
            journal.callee()
                    .error(
                            Clause.IN_6,
                            "gateway.input was reset without a mark, or though it supports none",
                            "");
        }
        input.reset();
        if (count.isMarked()) {
            count.reset();
        } else {
            count.lost();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            input.close();
        } catch (IOException | RuntimeException e) {
            if (!journal.isOver()) {
                journal.caller().error(Clause.IN_7, "closing gateway.input fails", Shown.of(e));
            }
            throw e;
        }
    }

    private static boolean isWithin(byte[] octets, int offset, int length) {
        return offset >= 0 && length >= 0 && length <= octets.length - offset;
    }
}
