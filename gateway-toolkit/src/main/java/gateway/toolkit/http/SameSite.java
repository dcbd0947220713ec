package gateway.toolkit.http;

import java.util.Optional;

/** Whether a browser sends a cookie along with what other sites ask for. */
public enum SameSite {
    /** Never. */
    STRICT("Strict"),
    /** Only when the user follows a link. */
    LAX("Lax"),
    /** Always, over HTTPS. */
    NONE("None");

    private final String text;

    SameSite(String text) {
        this.text = text;
    }

    /** {@return as it is written} */
    public String text() {
        return text;
    }

    /**
     * {@return the constant that is written so, in whatever case}
     *
     * @param text anything
     */
    public static Optional<SameSite> parse(String text) {
        for (SameSite each : values()) {
            if (each.text.equalsIgnoreCase(text)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
