package gateway.tck.http;

/** A version of HTTP that a request is made in. */
public enum Version {
    /** RFC 1945, as RFC 9112 has it. */
    HTTP_1_0("1.0"),
    /** RFC 9112. */
    HTTP_1_1("1.1");

    private final String number;

    Version(String number) {
        this.number = number;
    }

    /** Such as {@code 1.1}. */
    public String number() {
        return number;
    }

    /** Such as {@code HTTP/1.1}. */
    @Override
    public String toString() {
        return "HTTP/" + number;
    }
}
