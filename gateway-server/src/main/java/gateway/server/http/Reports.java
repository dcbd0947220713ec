package gateway.server.http;

/** What one connection tells a {@link RequestListener}. */
interface Reports {
    /** Tells nobody. */
    Reports NONE = new Reports() {};

    /** A head was read; returns the request's id. */
    default String begun(RequestHead head) {
        return "";
    }

    /** The exchange is over; the answer may still be in the buffer. */
    default void ended(Request request, ResponseWriter response) {}

    /** A rule was broken. */
    default void refused(Rule rule) {}

    /** A head was refused, and the answer to it was put into the buffer. */
    default void headRefused(Rule rule, int octets, int body) {}

    /** The connection is over. */
    default void over() {}
}
