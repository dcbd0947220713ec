package gateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Application;
import gateway.server.call.ApplicationContext;
import gateway.toolkit.testing.Client;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** What an application sees of what HTTP proxies say. */
class ForwardedOptionsTest {
    private static CommandSpec parse(String... words) {
        CommandLine line = new CommandLine(RunCommand.spec(Map.of()));
        line.parseArgs(words);
        return line.getCommandSpec();
    }

    /** What it sees of a request that says all there is to say. */
    private static String seen(String peer, String... words) throws Exception {
        AtomicReference<String> seen = new AtomicReference<>("");
        Application application =
                (environ, startResponse) -> {
                    seen.set(
                            environ.get("REMOTE_ADDR")
                                    + " "
                                    + environ.get("gateway.url_scheme")
                                    + "://"
                                    + environ.get("HTTP_HOST")
                                    + environ.get("SCRIPT_NAME")
                                    + " "
                                    + environ.keySet().stream()
                                            .filter(key -> key.contains("FORWARDED"))
                                            .sorted()
                                            .toList());
                    startResponse.start("204 No Content", List.of());
                    return List.of();
                };
        Client client = Client.of(ForwardedOptions.applied(application, parse(words)));
        client.send(
                client.request("GET", "/")
                        .remoteAddress(peer)
                        .header("X-Forwarded-For", "192.0.2.7")
                        .header("X-Forwarded-Proto", "https")
                        .header("X-Forwarded-Host", "shop.example")
                        .header("X-Forwarded-Prefix", "/shop")
                        .header("Forwarded", "for=192.0.2.8"));
        return seen.get();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --forwarded-from=10.0.0.0/8 | 192.0.2.7 https://localhost
                    --forwarded-from=10.0.0.1,unix | 192.0.2.7 https://localhost
                    --forwarded-from=10.0.0.0/8 --forwarded-fields=host | 10.0.0.1 http://shop.example
                    --forwarded-from=10.0.0.0/8 --forwarded-fields=for,prefix | 192.0.2.7 http://localhost/shop
                    --forwarded-from=10.0.0.0/8 --forwarded-fields=forwarded | 192.0.2.8 http://localhost
                    --forwarded-from=10.0.0.2   | 10.0.0.1 http://localhost
                    --forwarded-from=unix       | 10.0.0.1 http://localhost
                    """)
    void isWhatAProxyThatIsTrustedSays(String words, String expected) throws Exception {
        String seen = seen("10.0.0.1", words.split(" ", -1));
        assertTrue(seen.startsWith(expected + " ["), seen);
        assertTrue(!seen.contains("HOST") || words.contains("host"), seen);
    }

    @Test
    void isNothingUnlessSaid() throws Exception {
        String seen = seen("10.0.0.1");
        assertTrue(seen.startsWith("10.0.0.1 http://localhost [HTTP_FORWARDED, HTTP_X_"), seen);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --forwarded-fields=for                              | is of no use without --forwarded-from
                    --forwarded-from=nginx                              | --forwarded-from:
                    --forwarded-from=unix --forwarded-fields=for,forwarded | both Forwarded and X-Forwarded-*
                    """)
    void whatDoesNotGoTogetherIsRefused(String words, String reason) {
        CommandSpec said = parse(words.split(" ", -1));
        Application application = (environ, startResponse) -> List.of();
        String message =
                assertThrows(
                                ParameterException.class,
                                () -> ForwardedOptions.applied(application, said))
                        .getMessage();
        assertTrue(String.valueOf(message).contains(reason), message);
    }

    @Test
    void itsCodeStillFindsItsOwnClassLoader() throws Exception {
        try (URLClassLoader own =
                new URLClassLoader(new URL[0], Application.class.getClassLoader())) {
            Application application =
                    (Application)
                            Proxy.newProxyInstance(
                                    own,
                                    new Class<?>[] {Application.class},
                                    (proxy, method, arguments) -> List.of());
            Application behind =
                    ForwardedOptions.applied(application, parse("--forwarded-from=unix"));
            AtomicReference<ClassLoader> loader = new AtomicReference<>();
            ApplicationContext.run(
                    behind, () -> loader.set(Thread.currentThread().getContextClassLoader()));
            assertSame(application.getClass().getClassLoader(), loader.get());
            assertEquals(own, loader.get());
        }
    }
}
