package gateway.server.http;

/** The versions spoken here (RFC 9112 section 2.3); HTTP/1.2 to 1.9 are answered as 1.1. */
public enum HttpVersion {
    /** HTTP/1.0: no chunked coding, no interim responses, closes unless asked to keep. */
    HTTP_1_0("HTTP/1.0"),
    /** HTTP/1.1. */
    HTTP_1_1("HTTP/1.1");

    private final String text;

    HttpVersion(String text) {
        this.text = text;
    }

    /** As it stands on the wire. */
    @Override
    public String toString() {
        return text;
    }
}
