package gateway.tck.probe;

/**
 * How the life of a probe goes wrong.
 *
 * @param refusal with what message it refuses to start, {@code ""} to start
 * @param failure with what message its stop fails, {@code ""} to stop
 */
public record Fate(String refusal, String failure) {
    /** It goes well. */
    public static final Fate GOOD = new Fate("", "");
}
