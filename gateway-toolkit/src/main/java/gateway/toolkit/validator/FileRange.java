package gateway.toolkit.validator;

import gateway.api.FileBody;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * A {@link FileBody} against its file and against what iterating it yields (BODY-11). Of the octets
 * only the ends are compared.
 */
final class FileRange {
    private static final int SAMPLE = 64;

    private final FileBody file;
    private final Journal journal;
    private final long position;
    private final long count;

    FileRange(FileBody file, Journal journal) {
        this.file = file;
        this.journal = journal;
        this.position = file.position();
        this.count = file.count();
    }

    long count() {
        return count;
    }

    /** Looks at the range before anybody sends it. */
    void check() {
        if (position < 0 || count < 0) {
            error("position() or count() of the file is negative", position + ", " + count);
            return;
        }
        try {
            long size = file.channel().size();
            if (position + count > size) {
                error(
                        "the file ends before its range",
                        size + " of " + (position + count) + " octets");
            }
        } catch (ClosedChannelException e) {
            error("the file is closed already", "");
        } catch (IOException unreadable) {
            // Whoever sends the file will tell.
        }
        OptionalLong declared = journal.declaredLength();
        if (declared.isPresent() && declared.getAsLong() != count) {
            boolean more = count > declared.getAsLong();
            journal.callee()
                    .error(
                            more ? Clause.LEN_1 : Clause.LEN_2,
                            Clause.MW_4,
                            more ? BodyLength.LONGER : BodyLength.SHORTER,
                            count + " of " + declared.getAsLong() + " octets");
        }
    }

    /** The caller asks again: position and count are what they were. */
    void checkUnchanged() {
        if (file.position() != position || file.count() != count) {
            error(
                    "position() or count() of the file changes",
                    position + ", " + count + " to " + file.position() + ", " + file.count());
        }
    }

    /** An array that begins so many octets after the range's beginning. */
    void yielded(long offset, byte[] array) {
        if (offset + array.length > count) {
            error(
                    "iterating the file yields more than count()",
                    (offset + array.length) + " of " + count + " octets");
        } else if (offset == 0) {
            compare(0, Arrays.copyOf(array, Math.min(SAMPLE, array.length)));
        }
        if (offset + array.length == count) {
            int sample = Math.min(SAMPLE, array.length);
            compare(count - sample, Arrays.copyOfRange(array, array.length - sample, array.length));
        }
    }

    /** Iterating came to its end after so many octets. */
    void ended(long octets) {
        if (octets < count) {
            error(
                    "iterating the file yields less than count()",
                    octets + " of " + count + " octets");
        }
    }

    private void compare(long offset, byte[] yielded) {
        ByteBuffer sample = ByteBuffer.allocate(yielded.length);
        try {
            while (sample.hasRemaining()) {
                long from = position + offset + sample.position();
                if (file.channel().read(sample, from) < 0) {
                    return; // The file was shortened meanwhile.
                }
            }
        } catch (IOException closedMeanwhile) {
            return;
        }
        if (!Arrays.equals(yielded, sample.array())) {
            error(
                    "iterating the file yields other octets than it has",
                    "at " + offset + ": " + Shown.of(yielded));
        }
    }

    private void error(String message, String value) {
        journal.callee().error(Clause.BODY_11, Clause.MW_4, message, value);
    }
}
