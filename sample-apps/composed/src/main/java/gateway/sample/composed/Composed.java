package gateway.sample.composed;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.StartResponse;
import gateway.sample.environ.EnvironDemo;
import gateway.sample.flasklike.Board;
import gateway.sample.shortly.Shortly;
import gateway.sample.staticsite.Picture;
import gateway.server.Gateway;
import gateway.toolkit.ForwardingApplication;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.middleware.CompressionMiddleware;
import gateway.toolkit.middleware.DispatcherMiddleware;
import gateway.toolkit.middleware.RequestIdMiddleware;
import gateway.toolkit.proxy.ProxyFixMiddleware;
import gateway.toolkit.response.Response;
import gateway.toolkit.validator.ValidatorMiddleware;

import java.util.Map;

/**
 * Four applications as one, for a proxy on this machine to stand in front of.
 *
 * <pre>
 * validator ─ proxy fix ─ request id ─ compression ─ validator ─ dispatcher ─┬─ /board    flask-like
 *                                                                            ├─ /s        shortly
 *                                                                            ├─ /picture  static-site
 *                                                                            └─ /environ  environ
 * </pre>
 */
public final class Composed extends ForwardingApplication {
    private static final String CONTENTS =
            """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Composed</title>
            <ul>
            <li><a href="board/">A board for notes</a></li>
            <li><a href="s/">Short links</a></li>
            <li><a href="picture/">A page with a picture</a></li>
            <li><a href="environ">What this request has become</a></li>
            </ul>
            """;

    /** All of it. */
    public Composed() {
        super(
                ValidatorMiddleware.named("outermost")
                        .andThen(
                                ProxyFixMiddleware.builder()
                                        .trusting("127.0.0.1", "::1")
                                        .xFor(1)
                                        .xProto(1)
                                        .xHost(1)
                                        .xPrefix(1))
                        .andThen(RequestIdMiddleware.builder())
                        .andThen(CompressionMiddleware.builder())
                        .andThen(ValidatorMiddleware.named("innermost"))
                        .applyTo(mounts()));
    }

    private static Application mounts() {
        return DispatcherMiddleware.builder()
                .mount("/board", new Board())
                .mount("/s", new Shortly())
                .mount("/picture", new Picture())
                .mount("/environ", new EnvironDemo())
                .wrap(Composed::contents);
    }

    private static Iterable<byte[]> contents(
            Map<String, Object> environ, StartResponse startResponse) throws Exception {
        Application answer =
                Environ.pathInfo(environ).equals("/")
                        ? Response.html(CONTENTS).conditional()
                        : HttpException.notFound();
        return answer.call(environ, startResponse);
    }

    /**
     * Serves it, at port 8080 unless told otherwise.
     *
     * @param words settings, such as {@code shortly.file=links}
     */
    public static void main(String[] words) throws Exception {
        Gateway.Builder builder =
                Gateway.serving(new Composed()).on("127.0.0.1", Integer.getInteger("port", 8080));
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(word + " is not NAME=VALUE");
            }
            builder.set(word.substring(0, equals), word.substring(equals + 1));
        }
        try (Gateway gateway = builder.start()) {
            Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "stop"));
            String home = gateway.uri().toString().replaceAll("/$", "");
            long pid = ProcessHandle.current().pid();
            System.err.println("Listening at: " + home + " (pid " + pid + ")");
            gateway.awaitStop();
        }
    }
}
