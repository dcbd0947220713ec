package gateway.conformance.files;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.server.Gateway;
import gateway.toolkit.files.SharedDataMiddleware;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A running container with a folder; it remembers what was asked and how it was answered.
 *
 * @param answers lines such as {@code GET /a.bin bytes=0-9 206}
 * @param reports queries of requests for {@code /report}
 */
record FileSite(Gateway gateway, List<String> answers, LinkedBlockingQueue<String> reports)
        implements AutoCloseable {
    static FileSite of(Path folder) throws Exception {
        List<String> answers = new CopyOnWriteArrayList<>();
        LinkedBlockingQueue<String> reports = new LinkedBlockingQueue<>();
        Application inner =
                (environ, startResponse) -> {
                    boolean report = Environ.pathInfo(environ).equals("/report");
                    if (report) {
                        reports.add(Environ.queryString(environ));
                    }
                    startResponse.start(
                            report ? "204 No Content" : "404 Not Found",
                            List.of(new Header("Cache-Control", "no-store")));
                    return List.of();
                };
        Application site =
                SharedDataMiddleware.exporting("/", folder).listing().precompressed().wrap(inner);
        Application recorded =
                (environ, startResponse) ->
                        site.call(
                                environ,
                                (status, headers, error) -> {
                                    answers.add(
                                            Environ.method(environ)
                                                    + " "
                                                    + Environ.pathInfo(environ)
                                                    + " "
                                                    + Environ.header(environ, "Range").orElse("-")
                                                    + " "
                                                    + status.substring(0, 3));
                                    startResponse.start(status, headers, error);
                                });
        return new FileSite(Gateway.serving(recorded).on("127.0.0.1", 0).start(), answers, reports);
    }

    /** {@return the address of a file} */
    String at(String path) {
        return URI.create("http://127.0.0.1:" + gateway.uri().getPort() + path).toString();
    }

    /** {@return the ranges that were asked for and sent} */
    List<String> ranges(String path) {
        return answers.stream()
                .filter(each -> each.startsWith("GET " + path + " ") && each.endsWith(" 206"))
                .map(each -> each.split(" ", 4)[2])
                .toList();
    }

    @Override
    public void close() throws IOException {
        gateway.close();
    }
}
