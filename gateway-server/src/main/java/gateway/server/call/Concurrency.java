package gateway.server.call;

/** How many requests run at a time, and on what threads. */
public sealed interface Concurrency {
    /** Each on the virtual thread of its connection: the default. */
    record Virtual() implements Concurrency {}

    /**
     * On platform threads, of which {@code threads} run at a time; other requests wait. Each
     * request has a fresh one, so that no thread-local value passes from one to another (THR-4).
     *
     * @param threads 1 to 100,000
     */
    record Pool(int threads) implements Concurrency {
        /** Checks the range. */
        public Pool {
            if (threads < 1 || threads > 100_000) {
                throw new IllegalArgumentException("pool:" + threads + " is not in 1 to 100000");
            }
        }
    }

    /** Strictly one at a time, from {@code call} to the end of the request (THR-6). */
    record Serial() implements Concurrency {}

    /**
     * Reads {@code virtual}, {@code pool:N} or {@code serial}.
     *
     * @throws IllegalArgumentException for anything else
     */
    static Concurrency parse(String text) {
        if (text.equals("virtual")) {
            return new Virtual();
        }
        if (text.equals("serial")) {
            return new Serial();
        }
        if (text.matches("pool:0*[0-9]{1,9}")) {
            return new Pool(Integer.parseInt(text.substring("pool:".length())));
        }
        throw new IllegalArgumentException(
                "'" + text + "' is not virtual, serial, or pool:N with N in 1 to 100000");
    }

    /** What {@code gateway.multithread} says. */
    default boolean multithread() {
        return !(this instanceof Serial) && !(this instanceof Pool(int threads) && threads == 1);
    }
}
