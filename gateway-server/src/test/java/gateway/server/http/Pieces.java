package gateway.server.http;

import gateway.server.net.Pace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Octets, cut as a network may cut them. */
public final class Pieces {
    private Pieces() {}

    /** One piece for each octet. */
    public static List<byte[]> single(byte[] octets) {
        List<byte[]> pieces = new ArrayList<>();
        for (byte octet : octets) {
            pieces.add(new byte[] {octet});
        }
        return pieces;
    }

    /** One to eight pieces of any length, perhaps none. */
    public static List<byte[]> random(byte[] octets, RandomGenerator cuts) {
        int[] ends = new int[cuts.nextInt(1, 9)];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = cuts.nextInt(octets.length + 1);
        }
        ends[0] = octets.length;
        Arrays.sort(ends);
        List<byte[]> pieces = new ArrayList<>();
        int start = 0;
        for (int end : ends) {
            pieces.add(Arrays.copyOfRange(octets, start, end));
            start = end;
        }
        return pieces;
    }

    /** Nobody waits in a test without sockets. */
    static Pace pace() {
        return new Pace(Duration.ofHours(1), 1);
    }
}
