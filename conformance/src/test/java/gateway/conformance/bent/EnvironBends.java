package gateway.conformance.bent;

import static gateway.api.Environ.*;

import gateway.api.Environ;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Faults of chapter 3: the environ. */
final class EnvironBends {
    private EnvironBends() {}

    static List<Bend> all() {
        return List.of(
                Bend.between(
                        "ENV-1",
                        "the environ cannot be modified",
                        inner ->
                                (environ, startResponse) ->
                                        inner.call(
                                                Collections.unmodifiableMap(environ),
                                                startResponse)),
                Bend.between(
                        "ENV-2",
                        "what is absent is null",
                        inner ->
                                (environ, startResponse) ->
                                        inner.call(withNull(environ), startResponse)),
                Bend.environ(
                        "ENV-3",
                        "a key without a dot holds a number",
                        environ -> environ.put("REQUEST_TIME", 5)),
                Bend.between(
                        "ENV-4",
                        "the method is read back after the call",
                        inner ->
                                (environ, startResponse) -> {
                                    Iterable<byte[]> body = inner.call(environ, startResponse);
                                    boolean head = "HEAD".equals(environ.get(REQUEST_METHOD));
                                    return head && !Environ.method(environ).isEmpty()
                                            ? List.of()
                                            : body;
                                }),
                Bend.environ(
                        "ENV-5",
                        "the system's variables are in the environ",
                        environ -> System.getenv().forEach(environ::putIfAbsent)),
                Bend.environ(
                        "ENV-5",
                        "what the deployer has set is not in the environ",
                        environ -> environ.remove("tck.colour")),
                change("ENV-6", "methods are in upper case", REQUEST_METHOD, String::toUpperCase),
                Bend.environ(
                        "ENV-7",
                        "SCRIPT_NAME is absent where it is empty",
                        environ -> environ.remove(SCRIPT_NAME, "")),
                Bend.environ(
                        "ENV-7",
                        "SCRIPT_NAME ends with a slash",
                        environ -> environ.replace(SCRIPT_NAME, "/m", "/m/")),
                Bend.environ(
                        "ENV-8",
                        "PATH_INFO is never empty",
                        environ -> environ.replace(PATH_INFO, "", "/")),
                Bend.environ(
                        "ENV-9",
                        "QUERY_STRING is absent where it is empty",
                        environ -> environ.remove(QUERY_STRING, "")),
                change(
                        "ENV-9",
                        "the query is decoded",
                        QUERY_STRING,
                        query -> query.replace("%20", " ").replace("%2B", "+")),
                change(
                        "ENV-10",
                        "the target is shown without its query",
                        REQUEST_URI,
                        target -> target.replaceFirst("\\?.*", "")),
                Bend.environ(
                        "ENV-11",
                        "SERVER_NAME is what Host says",
                        environ ->
                                Environ.header(environ, "Host")
                                        .ifPresent(
                                                host ->
                                                        environ.put(
                                                                SERVER_NAME,
                                                                host.replaceFirst(":\\d*$", "")))),
                Bend.environ(
                        "ENV-11",
                        "SERVER_PORT is what Host says",
                        environ ->
                                Environ.header(environ, "Host")
                                        .map(host -> host.replaceFirst("^.*?(:|$)", ""))
                                        .ifPresent(
                                                port ->
                                                        environ.put(
                                                                SERVER_PORT,
                                                                port.isEmpty() ? "80" : port))),
                change(
                        "ENV-12",
                        "the version is in lower case",
                        SERVER_PROTOCOL,
                        String::toLowerCase),
                Bend.environ(
                        "ENV-13",
                        "the type is there twice",
                        environ -> copy(environ, CONTENT_TYPE, "HTTP_CONTENT_TYPE")),
                Bend.environ(
                        "ENV-13",
                        "an empty type is absent",
                        environ -> environ.remove(CONTENT_TYPE, "")),
                Bend.environ(
                        "ENV-14",
                        "a length of 0 is absent",
                        environ -> environ.remove(CONTENT_LENGTH, "0")),
                Bend.environ(
                        "ENV-14",
                        "a length is there for every body",
                        environ -> environ.putIfAbsent(CONTENT_LENGTH, "0")),
                Bend.environ(
                        "ENV-15",
                        "the length is an Integer",
                        environ ->
                                environ.computeIfPresent(
                                        INPUT_LENGTH, (k, v) -> ((Long) v).intValue())),
                Bend.environ(
                        "ENV-15",
                        "an unknown length is 0",
                        environ -> environ.replace(INPUT_LENGTH, -1L, 0L)),
                change(
                        "ENV-11",
                        "an address of IPv6 has no brackets",
                        SERVER_NAME,
                        name -> name.replaceAll("[\\[\\]]", "")),
                change(
                        "ENV-16",
                        "an address of IPv6 has brackets",
                        REMOTE_ADDR,
                        peer -> peer.indexOf(':') < 0 ? peer : "[" + peer + "]"),
                Bend.environ(
                        "ENV-16",
                        "the peer is a name",
                        environ -> environ.put(REMOTE_ADDR, "localhost")),
                Bend.environ(
                        "ENV-16",
                        "a user is there whom nobody has authenticated",
                        environ -> environ.put(REMOTE_USER, "")),
                Bend.environ(
                        "ENV-17",
                        "the version can be modified",
                        environ -> environ.put(VERSION, new ArrayList<>(List.of(1, 0)))),
                Bend.environ(
                        "ENV-17",
                        "the version is 1.1",
                        environ -> environ.put(VERSION, List.of(1, 1))),
                change("ENV-18", "the scheme is in upper case", URL_SCHEME, String::toUpperCase),
                Bend.environ("ENV-19", "run_once is absent", environ -> environ.remove(RUN_ONCE)),
                Bend.environ(
                        "ENV-19",
                        "multithread is said to be false",
                        environ -> environ.put(MULTITHREAD, false)));
    }

    /** A change of one value that is a text. */
    static Bend change(String clause, String fault, String key, Change change) {
        return Bend.environ(
                clause,
                fault,
                environ -> environ.computeIfPresent(key, (k, v) -> change.of((String) v)));
    }

    /** Of a text. */
    interface Change {
        String of(String text);
    }

    static void copy(Map<String, Object> environ, String from, String to) {
        Object value = environ.get(from);
        if (value != null) {
            environ.put(to, value);
        }
    }

    @SuppressWarnings("NullAway") // That is the fault, which the server's own map refuses.
    private static Map<String, Object> withNull(Map<String, Object> environ) {
        Map<String, Object> other = new HashMap<>(environ);
        other.put(REMOTE_USER, null);
        return other;
    }
}
