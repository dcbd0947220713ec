package gateway.tck.cases;

/** What a case needs of a server beyond the required. */
public enum Need {
    /** Raw octets: not in process. */
    SOCKET("a socket"),
    /** A log that can be read. */
    LOG("a log that can be read"),
    /** A known limit for request bodies. */
    BODY_LIMIT("a known limit for request bodies"),
    /** Several requests at the same time. */
    PARALLEL("several requests at the same time"),
    /** A known time for which a stop waits. */
    GRACE("a known time for which a stop waits");

    private final String what;

    Need(String what) {
        this.what = what;
    }

    /** In words. */
    public String what() {
        return what;
    }
}
