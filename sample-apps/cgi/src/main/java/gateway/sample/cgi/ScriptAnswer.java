package gateway.sample.cgi;

import gateway.api.Header;
import gateway.toolkit.http.FieldNames;
import gateway.toolkit.http.TokenSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a head means (RFC 3875 section 6.2). */
sealed interface ScriptAnswer {
    /**
     * A document, or a redirect that the client follows.
     *
     * @param status as {@code start} takes it
     * @param headers for the client
     * @param length octets of the body; -1 if not said
     */
    record Document(String status, List<Header> headers, long length) implements ScriptAnswer {
        int code() {
            return Integer.parseInt(status.substring(0, 3));
        }

        /** Whether a body would go nowhere. */
        boolean isBodiless() {
            return code() == 204 || code() == 205 || code() == 304;
        }
    }

    /**
     * Another resource of this server answers, and the client does not know (section 6.2.2).
     *
     * @param target path and query, not decoded
     */
    record LocalRedirect(String target) implements ScriptAnswer {}

    /** Code and phrase. */
    Pattern STATUS = Pattern.compile("[2-5][0-9]{2}( .*)?");

    /** Of a whole HTTP response; interim ones are not for the client. */
    Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([2-5][0-9]{2}( .*)?)");

    /**
     * Reads a head.
     *
     * @throws BadOutputException if it is not one of the four kinds of response
     */
    static ScriptAnswer of(ScriptHead head) throws BadOutputException {
        Optional<String> status = single(head, "Status");
        Optional<String> location = single(head, "Location");
        Optional<String> type = single(head, "Content-Type");
        Optional<String> length = single(head, "Content-Length");
        if (length.isPresent() && !length.get().matches("[0-9]{1,18}")) {
            throw new BadOutputException("Content-Length is not a number");
        }
        if (single(head, "Transfer-Encoding").isPresent()) {
            throw new BadOutputException("Transfer-Encoding is for the server to choose");
        }
        long octets = length.map(Long::parseLong).orElse(-1L);
        if (head.statusLine().isPresent()) {
            return new Document(statusOfLine(head.statusLine().get()), passedOn(head), octets);
        }
        if (status.isEmpty() && location.isEmpty() && type.isEmpty()) {
            throw new BadOutputException("none of Content-Type, Location and Status");
        }
        boolean isLocal =
                location.isPresent()
                        && status.isEmpty()
                        && location.get().startsWith("/")
                        && location.get().indexOf('#') < 0; // Only a client knows what to do.
        if (isLocal) {
            return new LocalRedirect(location.get());
        }
        String usual = location.isPresent() ? "302 Found" : "200 OK";
        return new Document(checked(status.orElse(usual)), passedOn(head), octets);
    }

    private static String checked(String status) throws BadOutputException {
        if (!STATUS.matcher(status).matches()) {
            throw new BadOutputException("Status is not a code from 200 to 599 with a phrase");
        }
        return status;
    }

    private static String statusOfLine(String line) throws BadOutputException {
        Matcher parts = STATUS_LINE.matcher(line);
        if (!parts.matches()) {
            throw new BadOutputException("no HTTP status line from 200 to 599");
        }
        return new Header("Status", parts.group(1).strip()).value();
    }

    private static Optional<String> single(ScriptHead head, String name) throws BadOutputException {
        List<String> values =
                head.fields().stream()
                        .filter(field -> field.name().equalsIgnoreCase(name))
                        .map(Header::value)
                        .toList();
        if (values.size() > 1) {
            throw new BadOutputException(name + " more than once");
        }
        return values.stream().findFirst();
    }

    /** Not Status, and nothing that is for one connection. */
    private static List<Header> passedOn(ScriptHead head) {
        TokenSet named =
                TokenSet.parse(
                        String.join(
                                ", ",
                                head.fields().stream()
                                        .filter(f -> f.name().equalsIgnoreCase("Connection"))
                                        .map(Header::value)
                                        .toList()));
        List<Header> fields = new ArrayList<>();
        for (Header field : head.fields()) {
            if (!field.name().equalsIgnoreCase("Status")
                    && !FieldNames.isHopByHop(field.name())
                    && !named.contains(field.name())) {
                fields.add(field);
            }
        }
        return List.copyOf(fields);
    }
}
