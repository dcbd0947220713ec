package gateway.tck.app;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The journals of a probe, by token. */
public final class Journals {
    private final ConcurrentMap<String, Journal> journals = new ConcurrentHashMap<>();

    /** None yet. */
    public Journals() {}

    /** The journal of a token; it need not have been used before. */
    public Journal of(String token) {
        return journals.computeIfAbsent(token, t -> new Journal());
    }
}
