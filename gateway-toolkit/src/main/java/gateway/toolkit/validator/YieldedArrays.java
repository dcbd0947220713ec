package gateway.toolkit.validator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The arrays a body yielded last, to see whether somebody modifies them (BODY-4). Only so many are
 * remembered that looking at all of them at every step stays cheap.
 */
final class YieldedArrays {
    static final int ARRAYS = 64;
    static final int OCTETS = 256 * 1024;

    private final Deque<Yielded> arrays = new ArrayDeque<>();
    private long octets;

    /** Remembers one more array, however large, and forgets the oldest. */
    synchronized void remember(int index, byte[] array) {
        arrays.addLast(new Yielded(index, array));
        octets += array.length;
        while (arrays.size() > 1 && (arrays.size() > ARRAYS || octets > OCTETS)) {
            octets -= arrays.removeFirst().array.length;
        }
    }

    /** The first array that is not as it was, counted from 1; each is told once. */
    synchronized Optional<Integer> modified() {
        Optional<Integer> first = Optional.empty();
        for (Iterator<Yielded> each = arrays.iterator(); each.hasNext(); ) {
            Yielded yielded = each.next();
            if (checksum(yielded.array) != yielded.checksum) {
                first = first.isPresent() ? first : Optional.of(yielded.index);
                octets -= yielded.array.length;
                each.remove();
            }
        }
        return first;
    }

    static long checksum(byte[] array) {
        CRC32 crc = new CRC32();
        crc.update(array);
        return crc.getValue();
    }

    private static final class Yielded {
        final int index;
        final byte[] array;
        final long checksum;

        Yielded(int index, byte[] array) {
            this.index = index;
            this.array = array;
            this.checksum = checksum(array);
        }
    }
}
