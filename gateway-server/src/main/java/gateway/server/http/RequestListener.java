package gateway.server.http;

/**
 * Told of requests, by the threads that serve them: what it does, their clients wait for. Its
 * methods throw nothing.
 */
public interface RequestListener {
    /** Nobody listens, and so nothing is made to be told. */
    RequestListener NONE = new RequestListener() {};

    /** What a request is to be called in logs; {@code ""} for nothing. */
    default String identify(RequestHead head) {
        return "";
    }

    /** An answer has ended, and what was left of it in a buffer was sent. */
    default void served(Served served) {}

    /** A client has broken a rule. */
    default void refused(Rule rule) {}

    /** So many octets have moved on some connection, which were not told before. */
    default void moved(long received, long sent) {}
}
