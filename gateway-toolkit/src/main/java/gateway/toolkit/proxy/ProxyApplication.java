package gateway.toolkit.proxy;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.api.StartResponse;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.http.FieldNames;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Answers each request with what the upstream answers.
 *
 * <pre>
 * connect ─► head ─► blocks of the request … ─► head of the answer ─► its body, block by block
 *                      └ an answer comes before the end ──┘  then the rest of the request is sent
 *                                                            between the blocks, unless the answer
 *                                                            is an error
 * </pre>
 */
final class ProxyApplication implements Application {
    private static final int MOST_INTERIM = 20;

    /** Fields that no trailer section may have (EXT-5), besides those of one connection. */
    private static final Set<String> NO_TRAILERS =
            Set.of(
                    "authorization",
                    "content-encoding",
                    "content-length",
                    "content-range",
                    "content-type",
                    "cookie",
                    "expect",
                    "host",
                    "max-forwards",
                    "proxy",
                    "range",
                    "set-cookie",
                    "status");

    private final Upstream upstream;

    ProxyApplication(Upstream upstream) {
        this.upstream = upstream;
    }

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        if (ForwardedRequest.hasDotSegment(environ)) {
            return HttpException.badRequest("The path has a segment of dots.")
                    .call(environ, startResponse);
        }
        String head = ForwardedRequest.head(environ, upstream);
        UpstreamConnection connection = null;
        boolean handedOver = false;
        try {
            connection = UpstreamConnection.open(upstream);
            RequestPump pump = new RequestPump(connection, environ);
            pump.head(head);
            ResponseHead answer = finalHead(pump, connection, startResponse);
            ResponseHead.Framing framing = answer.framing(Environ.method(environ).equals("HEAD"));
            startResponse.start(answer.status(), answer.endToEnd());
            if (answer.code() >= 400) {
                pump.stop();
            }
            if (framing == ResponseHead.Framing.NONE && pump.isDone()) {
                return List.of();
            }
            UpstreamBody body =
                    new UpstreamBody(
                            connection,
                            pump,
                            framing,
                            framing == ResponseHead.Framing.LENGTH ? answer.length() : 0);
            if (framing == ResponseHead.Framing.CHUNKED
                    && ForwardedRequest.wantsTrailers(environ)) {
                startResponse.trailers(() -> trailers(body));
            }
            handedOver = true;
            return body;
        } catch (UpstreamException e) {
            Environ.errors(environ).println("upstream " + upstream + ": " + e.getMessage());
            Environ.errors(environ).flush();
            return new HttpException(e.error()).call(environ, startResponse);
        } finally {
            if (connection != null && !handedOver) {
                connection.close();
            }
        }
    }

    /** To the end, or until the upstream answers or takes no more. */
    private static void send(RequestPump pump, UpstreamConnection connection) throws IOException {
        while (!pump.isDone() && !connection.hasInput()) {
            try {
                pump.step();
            } catch (UpstreamException e) {
                // It may have answered before it closed; else the read says what is wrong.
                pump.stop();
                if (e.getCause() instanceof SocketTimeoutException) {
                    throw e;
                }
            }
        }
    }

    private static ResponseHead finalHead(
            RequestPump pump, UpstreamConnection connection, StartResponse startResponse)
            throws IOException {
        for (int i = 0; i < MOST_INTERIM; i++) {
            send(pump, connection);
            ResponseHead head = ResponseHead.read(connection);
            if (head.code() >= 200) {
                return head;
            }
            if (head.code() == 101) {
                throw UpstreamException.malformed("switched protocols unasked");
            }
            if (head.code() == 103) {
                startResponse.earlyHints(
                        head.endToEnd().stream()
                                .filter(field -> !field.name().equalsIgnoreCase("Content-Length"))
                                .toList());
            }
        }
        throw UpstreamException.malformed("interim responses without end");
    }

    private static List<Header> trailers(UpstreamBody body) {
        return body.trailers().stream()
                .filter(field -> !FieldNames.isHopByHop(field.name()))
                .filter(field -> !isNoTrailer(field.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static boolean isNoTrailer(String name) {
        return NO_TRAILERS.contains(name) || name.startsWith("if-") || name.indexOf('_') >= 0;
    }
}
