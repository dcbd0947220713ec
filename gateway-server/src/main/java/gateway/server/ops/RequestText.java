package gateway.server.ops;

import gateway.server.http.Request;
import gateway.server.log.LogText;
import gateway.server.net.Ends.End;
import gateway.server.net.Underway;

import java.io.IOException;
import java.util.Locale;

/** A running request in words, for people: nothing in it looks like something that it is not. */
final class RequestText {
    private static final int LONGEST_URL = 2_000;

    private RequestText() {}

    /** {@code GET http://host/path?query}, the URL as the client has sent it. */
    static String url(Underway one) {
        if (!(one.task() instanceof Request request)) {
            return LogText.of(one.task().toString());
        }
        String target = request.head().target().text();
        String url =
                target.startsWith("/")
                        ? (one.connection().binding().tls().isPresent() ? "https://" : "http://")
                                + request.head().host()
                                + target
                        : target;
        String shown = url.length() <= LONGEST_URL ? url : url.substring(0, LONGEST_URL) + "…";
        return LogText.of(request.head().method() + " " + shown);
    }

    /** {@code from 192.0.2.7:50112, id 5f2b…, running for 12.3 s}, without the line's end. */
    static String about(Underway one) {
        String id = one.task() instanceof Request request ? request.id() : "";
        return String.format(
                Locale.ROOT,
                "from %s%s, %s for %.1f s",
                peer(one),
                id.isEmpty() ? "" : ", id " + LogText.of(id),
                one.state().name().toLowerCase(Locale.ROOT),
                one.age().toMillis() / 1e3);
    }

    private static String peer(Underway one) {
        try {
            return LogText.of(
                    one.connection().ends().remote().map(End::toString).orElse("a local process"));
        } catch (IOException e) {
            return "a client that is gone";
        }
    }
}
