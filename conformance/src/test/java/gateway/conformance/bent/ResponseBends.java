package gateway.conformance.bent;

import static gateway.conformance.bent.BentStart.bend;

import gateway.api.Header;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Faults of chapter 8: status and headers. */
final class ResponseBends {
    private static final Set<String> SERVERS =
            Set.of(
                    "status",
                    "keep-alive",
                    "proxy-connection",
                    "te",
                    "transfer-encoding",
                    "upgrade");

    private ResponseBends() {}

    static List<Bend> all() {
        return List.of(
                status("RESP-1", "a status without a space is repaired", "(\\d{3})(?! ).+", "$1"),
                status("RESP-2", "codes from 600 are let in", "[6-9](\\d\\d)(?s:.*)", "5$1"),
                reply(
                        "RESP-3",
                        "no space where there is no phrase",
                        "^(HTTP/1\\.1 \\d{3}) \\r\\n",
                        "$1\r\n"),
                headers("RESP-4", "lines of one name are joined", ResponseBends::join),
                refusing("RESP-5", "names in lower case are refused", "name", "[a-z].*"),
                refusing(
                        "RESP-6",
                        "octets above 127 are refused",
                        "value",
                        "(?s).*[\u0080-\u00ff].*"),
                refusing("RESP-6", "empty values are refused", "value", ""),
                headers(
                        "RESP-7",
                        "names that are the server's are dropped",
                        ResponseBends::withoutServers),
                headers(
                        "RESP-7",
                        "Connection: close is dropped",
                        headers ->
                                headers.stream()
                                        .filter(header -> !is(header, "Connection"))
                                        .toList()),
                reply(
                        "RESP-8",
                        "there is no Date",
                        "(?s)^(HTTP.*?\\r\\n)Date: [^\\r]*\\r\\n",
                        "$1"),
                reply(
                        "RESP-8",
                        "there are two Dates",
                        "(?s)^(HTTP.*?\\r\\n)(Date: [^\\r]*\\r\\n)",
                        "$1$2$2"),
                reply(
                        "RESP-8",
                        "a type is added",
                        "^(HTTP[^\\r]*\\r\\n)(?!(?s:.*?)[Cc]ontent-[Tt]ype:)",
                        "$1Content-Type: text/html\r\n"),
                headers(
                        "RESP-9",
                        "a malformed length is dropped",
                        headers ->
                                headers.stream()
                                        .filter(
                                                header ->
                                                        !is(header, "Content-Length")
                                                                || header.value()
                                                                        .matches("\\d{1,30}"))
                                        .toList()),
                refusingLengths("lengths from 6 digits are refused", "[1-9]\\d{5,}"),
                refusingLengths("lengths with leading zeros are refused", "0\\d+"),
                headers(
                        "RESP-10",
                        "headers are sorted",
                        headers ->
                                headers.stream()
                                        .sorted(Comparator.comparing(Header::name))
                                        .toList()),
                reply(
                        "RESP-10",
                        "entity tags become weak",
                        "(?s)^(HTTP.*?\\r\\nETag: )\"",
                        "$1W/\""));
    }

    /** A repair of what is malformed. */
    private static Bend status(String clause, String fault, String pattern, String right) {
        return bend(
                clause,
                fault,
                (to, status, headers, error) ->
                        to.start(
                                status == null
                                        ? status
                                        : status.replaceFirst("^" + pattern + "$", right),
                                headers,
                                error));
    }

    /** A change of the octets of a response that begin with its head. */
    static Bend reply(String clause, String fault, String pattern, String replacement) {
        Pattern found = Pattern.compile(pattern);
        return Bend.wire(
                clause,
                fault,
                new WireFault() {
                    @Override
                    public String reply(String request, String piece) {
                        return found.matcher(piece).replaceFirst(replacement);
                    }
                });
    }

    /** A change of headers. */
    interface Change {
        List<Header> of(List<Header> headers);
    }

    /** A change of the headers that the application gives, where they are right. */
    static Bend headers(String clause, String fault, Change change) {
        return bend(
                clause,
                fault,
                (right, status, headers, error) -> {
                    boolean whole = headers != null && headers.stream().allMatch(h -> h != null);
                    right.start(status, whole ? change.of(headers) : headers, error);
                });
    }

    private static Bend refusingLengths(String fault, String pattern) {
        return headers(
                "RESP-9",
                fault,
                headers -> {
                    for (Header header : headers) {
                        if (is(header, "Content-Length") && header.value().matches(pattern)) {
                            throw new IllegalArgumentException("RESP-9: " + header);
                        }
                    }
                    return headers;
                });
    }

    private static Bend refusing(String clause, String fault, String part, String pattern) {
        Pattern refused = Pattern.compile(pattern);
        return headers(
                clause,
                fault,
                headers -> {
                    for (Header header : headers) {
                        String text = part.equals("name") ? header.name() : header.value();
                        if (refused.matcher(text).matches()) {
                            throw new IllegalArgumentException(clause + ": " + header);
                        }
                    }
                    return headers;
                });
    }

    private static List<Header> join(List<Header> headers) {
        Map<String, Header> joined = new LinkedHashMap<>();
        for (Header header : headers) {
            joined.merge(
                    header.name().toLowerCase(Locale.ROOT),
                    header,
                    (a, b) -> new Header(a.name(), a.value() + ", " + b.value()));
        }
        return new ArrayList<>(joined.values());
    }

    private static List<Header> withoutServers(List<Header> headers) {
        return headers.stream()
                .filter(header -> !SERVERS.contains(header.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    static boolean is(Header header, String name) {
        return header.name().equalsIgnoreCase(name);
    }
}
