package gateway.conformance.bent;

import static gateway.conformance.bent.PathBends.wire;

import gateway.api.Environ;

import java.util.List;

/** Faults of chapter 5: request headers. */
final class HeaderBends {
    private static final String HEAD = "(?s)^(.*?\\r\\n)";

    private HeaderBends() {}

    static List<Bend> all() {
        return List.of(
                Bend.environ(
                        "HDR-1",
                        "headers without a value are absent",
                        environ ->
                                environ.entrySet()
                                        .removeIf(
                                                e ->
                                                        e.getKey().startsWith("HTTP_")
                                                                && e.getValue().equals(""))),
                Bend.environ(
                        "HDR-1",
                        "cookies are also there without HTTP_",
                        environ -> EnvironBends.copy(environ, "HTTP_COOKIE", "COOKIE")),
                wire(
                        "HDR-2",
                        "an underscore is as good as a hyphen",
                        HEAD + "([A-Za-z]+)_([A-Za-z]+:)",
                        "$1$2-$3"),
                wire(
                        "HDR-2",
                        "white space before the colon is let in",
                        HEAD + "([A-Za-z-]+)[ \\t]+:",
                        "$1$2:"),
                Bend.environ(
                        "HDR-3",
                        "lines of Cookie are joined with a comma",
                        environ ->
                                environ.computeIfPresent(
                                        "HTTP_COOKIE", (k, v) -> v.toString().replace("; ", ", "))),
                wire(
                        "HDR-4",
                        "an equal second length is let in",
                        HEAD + "(Content-Length: (\\d+)\\r\\n)(.*?)Content-Length: \\3\\r\\n",
                        "$1$2$4"),
                wire(
                        "HDR-4",
                        "a second Host is let in",
                        HEAD + "(Host: [^\\r]*\\r\\n)(.*?)Host: [^\\r]*\\r\\n",
                        "$1$2$3"),
                wire(
                        "HDR-5",
                        "folded lines are unfolded",
                        HEAD + "([^\\r\\n]+)\\r\\n[ \\t]+(\\S)",
                        "$1$2 $3"),
                wire(
                        "HDR-6",
                        "a request without Host is let in",
                        "^(\\S+ \\S+ HTTP/1\\.1\\r\\n)(?!(?s:.*?)[Hh]ost:)",
                        "$1Host: a\r\n"),
                Bend.environ(
                        "HDR-7",
                        "Transfer-Encoding is shown",
                        environ -> {
                            if (Environ.inputLength(environ) < 0) {
                                environ.put("HTTP_TRANSFER_ENCODING", "chunked");
                            }
                        }),
                wire("HDR-8", "Proxy is passed on", HEAD + "Proxy:([^\\r]*)", "$1Bent-Proxy:$2")
                        .with(
                                Bend.environ(
                                        "HDR-8",
                                        "",
                                        environ -> {
                                            Object value = environ.remove("HTTP_BENT_PROXY");
                                            if (value != null) {
                                                environ.put("HTTP_PROXY", value);
                                            }
                                        })),
                Bend.environ(
                        "HDR-8",
                        "Authorization is kept back",
                        environ -> environ.remove("HTTP_AUTHORIZATION")));
    }
}
