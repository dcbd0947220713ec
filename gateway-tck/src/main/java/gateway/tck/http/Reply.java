package gateway.tck.http;

import java.util.List;
import java.util.Optional;

/**
 * A response, as far as it came.
 *
 * @param statusLine as received, empty if none came
 * @param status 0 if no final head came
 * @param phrase after the code and its space
 * @param fields header lines in order
 * @param body without transfer coding, one char per octet
 * @param trailers of the trailer section
 * @param interims 1xx responses before it
 * @param ending how it ended
 */
public record Reply(
        String statusLine,
        int status,
        String phrase,
        List<Field> fields,
        String body,
        List<Field> trailers,
        List<Event.Interim> interims,
        Ending ending) {
    /** The values of a header, in order. */
    public List<String> values(String name) {
        return Field.values(fields, name);
    }

    /** The value of the first line of a header. */
    public Optional<String> value(String name) {
        return values(name).stream().findFirst();
    }

    /** Whether it says that the connection is closed after it. */
    public boolean closes() {
        return values("Connection").stream().anyMatch("close"::equalsIgnoreCase);
    }
}
