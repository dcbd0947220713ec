package gateway.tck.subject;

/** What chapter 16 lets a server offer, and a server's author may claim. */
public enum Capability {
    /** {@code StartResponse.earlyHints} (EXT-3). */
    EARLY_HINTS("early-hints"),
    /** {@code StartResponse.trailers} (EXT-4). */
    TRAILERS("trailers"),
    /** {@code gateway.request_trailers} (EXT-5). */
    REQUEST_TRAILERS("request-trailers"),
    /** {@code StartResponse.flush} (EXT-6). */
    FLUSH("flush"),
    /** {@code StartResponse.upgrade} (EXT-7). */
    UPGRADE("upgrade"),
    /** {@code gateway.client_disconnected} (EXT-8). */
    CLIENT_DISCONNECTED("client-disconnected"),
    /** {@code gateway.on_finish} (EXT-9). */
    ON_FINISH("on-finish"),
    /** {@code gateway.raw_headers} (EXT-11). */
    RAW_HEADERS("raw-headers");

    private final String word;

    Capability(String word) {
        this.word = word;
    }

    /** Its name on the command line, such as {@code early-hints}. */
    public String word() {
        return word;
    }
}
