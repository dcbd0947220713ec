package gateway.server.ops;

import gateway.server.http.Ending;
import gateway.server.http.RequestListener;
import gateway.server.http.Rule;
import gateway.server.http.Served;
import gateway.server.net.Connection;
import gateway.server.net.Cut;
import gateway.server.net.ServerListener;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ObjLongConsumer;

/** Counts what happens since the start. Only adds to numbers, so that a request costs little. */
final class Figures implements RequestListener, ServerListener {
    /** Upper bounds of the histogram of durations, in seconds. */
    private static final double[] BOUNDS = {
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
    };

    private static final int MOST_STATUS = 599;

    // The maps are whole from the beginning, so that any thread can look into them.
    private final Map<Ending, LongAdder[]> served = new EnumMap<>(Ending.class);
    private final LongAdder[] durations = adders(BOUNDS.length + 1);
    private final LongAdder durationNanos = new LongAdder();
    private final Map<Rule, LongAdder> refusals = adders(Rule.class);
    private final Map<Cut, LongAdder> cuts = adders(Cut.class);
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder opened = new LongAdder();
    private final LongAdder turnedAway = new LongAdder();

    Figures() {
        for (Ending ending : Ending.values()) {
            served.put(ending, adders(MOST_STATUS + 1));
        }
    }

    private static LongAdder[] adders(int count) {
        LongAdder[] adders = new LongAdder[count];
        Arrays.setAll(adders, i -> new LongAdder());
        return adders;
    }

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> kinds) {
        Map<E, LongAdder> adders = new EnumMap<>(kinds);
        for (E kind : kinds.getEnumConstants()) {
            adders.put(kind, new LongAdder());
        }
        return adders;
    }

    private static <K, V> V of(K key, Map<K, V> all) {
        return Objects.requireNonNull(all.get(key));
    }

    @Override
    public void served(Served one) {
        int status = Math.min(MOST_STATUS, one.status());
        of(one.ending(), served)[status].increment();
        if (one.head().isPresent()) {
            durations[bucket(one.nanos() / 1e9)].increment();
            durationNanos.add(one.nanos());
        }
    }

    private static int bucket(double seconds) {
        int bucket = 0;
        while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]) {
            bucket++;
        }
        return bucket;
    }

    @Override
    public void refused(Rule rule) {
        of(rule, refusals).increment();
    }

    @Override
    public void moved(long newlyReceived, long newlySent) {
        received.add(newlyReceived);
        sent.add(newlySent);
    }

    @Override
    public void opened(Connection connection) {
        opened.increment();
    }

    @Override
    public void closed(Connection connection, Optional<Cut> cut) {
        cut.ifPresent(what -> of(what, cuts).increment());
    }

    @Override
    public void turnedAway() {
        turnedAway.increment();
    }

    /** Each status and ending that there was. */
    void eachServed(ServedCount take) {
        for (Ending ending : Ending.values()) {
            LongAdder[] counts = of(ending, served);
            for (int status = 0; status <= MOST_STATUS; status++) {
                long count = counts[status].sum();
                if (count > 0) {
                    take.count(status, ending, count);
                }
            }
        }
    }

    /** Takes a number of answers. */
    interface ServedCount {
        void count(int status, Ending ending, long count);
    }

    /** Upper bounds in seconds, the last one infinite. */
    static double[] bounds() {
        double[] bounds = Arrays.copyOf(BOUNDS, BOUNDS.length + 1);
        bounds[BOUNDS.length] = Double.POSITIVE_INFINITY;
        return bounds;
    }

    /** For each bound how many were above the one before, and not above it. */
    long[] durations() {
        return Arrays.stream(durations).mapToLong(LongAdder::sum).toArray();
    }

    double durationSeconds() {
        return durationNanos.sum() / 1e9;
    }

    void eachRefusal(ObjLongConsumer<Rule> take) {
        refusals.forEach((rule, count) -> take.accept(rule, count.sum()));
    }

    void eachCut(ObjLongConsumer<Cut> take) {
        cuts.forEach((cut, count) -> take.accept(cut, count.sum()));
    }

    long received() {
        return received.sum();
    }

    long sent() {
        return sent.sum();
    }

    long opened() {
        return opened.sum();
    }

    long turnedAwayCount() {
        return turnedAway.sum();
    }
}
