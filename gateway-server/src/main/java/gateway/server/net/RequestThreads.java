package gateway.server.net;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * On which threads a {@link RequestServer} has requests handled. While as many are being handled as
 * may be, the next ones wait in the system's queue.
 */
public sealed interface RequestThreads {
    /** One at a time, on the thread that serves. */
    record Serial() implements RequestThreads {}

    /**
     * On platform threads that are kept.
     *
     * @param threads how many, at least 1
     */
    record Pooled(int threads) implements RequestThreads {
        /** Checks the range. */
        public Pooled {
            requirePositive(threads);
        }
    }

    /**
     * Each on a virtual thread of its own.
     *
     * @param most how many at a time, at least 1
     */
    record Virtual(int most) implements RequestThreads {
        /** Checks the range. */
        public Virtual {
            requirePositive(most);
        }
    }

    /** One at a time. */
    static RequestThreads serial() {
        return new Serial();
    }

    /** On {@code threads} platform threads, at least 1. */
    static RequestThreads pooled(int threads) {
        return new Pooled(threads);
    }

    /** On virtual threads, as many as {@link Admission#CONNECTIONS} says by default. */
    static RequestThreads virtual() {
        return new Virtual((int) Admission.CONNECTIONS.usual());
    }

    /** How many requests are handled at a time at the most. */
    default int atATime() {
        return switch (this) {
            case Serial _ -> 1;
            case Pooled(int threads) -> threads;
            case Virtual(int most) -> most;
        };
    }

    /** What has threads for them, to be shut down by the caller; empty where none are needed. */
    default Optional<ExecutorService> executor() {
        return switch (this) {
            case Serial _ -> Optional.empty();
            case Pooled(int threads) ->
                    Optional.of(
                            Executors.newFixedThreadPool(
                                    threads,
                                    Thread.ofPlatform().name("gateway-request-", 0).factory()));
            case Virtual _ -> Optional.of(Executors.newVirtualThreadPerTaskExecutor());
        };
    }

    private static void requirePositive(int number) {
        if (number < 1) {
            throw new IllegalArgumentException(number + " requests at a time: less than 1");
        }
    }
}
