package gateway.sample.cgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an operator may set, and the words for what he may not. */
class CgiSettingsTest {
    private @TempDir Path folder;

    @Test
    void haveUsualValues() {
        assertEquals(
                new CgiSettings(
                        new Scripts(folder),
                        Optional.empty(),
                        Duration.ofSeconds(60),
                        16,
                        Duration.ofSeconds(10),
                        false,
                        Map.of()),
                CgiSettings.of(Map.of("cgi.directory", folder.toString(), "shop.color", "blue")));
    }

    @Test
    void areRead() throws IOException {
        Path program = Programs.executable(folder.resolve("x"), "");
        assertEquals(
                new CgiSettings(
                        new Scripts(program),
                        Optional.of(folder),
                        Duration.ofMinutes(5),
                        3,
                        Duration.ofMillis(20),
                        true,
                        Map.of("GIT_HTTP_EXPORT_ALL", "1")),
                CgiSettings.of(
                        Programs.settings(
                                "program",
                                folder + "/./x",
                                "documents",
                                folder.toString(),
                                "timeout",
                                "5m",
                                "processes",
                                "3",
                                "wait",
                                "20ms",
                                "pass_authorization",
                                "true",
                                "env.git_http_export_all",
                                "1")));
    }

    @ParameterizedTest
    @CsvSource({
        "timeout, 5, 'cgi.timeout: 5 is not a time such as 500ms, 30s, 5m or 1h'",
        "timeout, 0s, 'cgi.timeout: 0s is not a time such as 500ms, 30s, 5m or 1h'",
        "wait, soon, 'cgi.wait: soon is not a time such as 500ms, 30s, 5m or 1h'",
        "processes, 0, cgi.processes: 0 is not a number from 1 to 10000",
        "processes, 10001, cgi.processes: 10001 is not a number from 1 to 10000",
        "processes, x, cgi.processes: x is not a number from 1 to 10000",
        "pass_authorization, yes, cgi.pass_authorization: yes is neither true nor false",
        "documents, /no/such, cgi.documents: /no/such is not a folder",
        "color, blue, there is no setting cgi.color",
        "env.http_proxy, x, 'cgi.env.http_proxy: a variable has letters, digits and _, and does not"
                + " begin with http_, which is for what the client sends'",
        "env.a.b, x, 'cgi.env.a.b: a variable has letters, digits and _, and does not begin with"
                + " http_, which is for what the client sends'",
    })
    void areRefused(String name, String value, String words) {
        assertEquals(
                words, refusal(Programs.settings("directory", folder.toString(), name, value)));
    }

    @Test
    void nameOnePlaceOfPrograms() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "");
        assertTrue(refusal(Map.of()).startsWith("one of cgi.directory "));
        assertTrue(
                refusal(Programs.settings("directory", folder.toString(), "program", "/bin/sh"))
                        .startsWith("one of cgi.directory "));
        assertEquals(
                "cgi.directory: /no/such is not a folder",
                refusal(Programs.settings("directory", "/no/such")));
        assertEquals(
                "cgi.program: " + text + " cannot be executed",
                refusal(Programs.settings("program", text.toString())));
    }

    private static String refusal(Map<String, String> settings) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> CgiSettings.of(settings))
                        .getMessage());
    }

    @Test
    void applicationIsFoundOnClassPathAndModulePath() throws IOException {
        String name = Cgi.class.getName();
        try (InputStream services =
                Cgi.class.getResourceAsStream("/META-INF/services/gateway.api.Application")) {
            assertEquals(name, new String(services.readAllBytes(), UTF_8).strip());
        }
        assertEquals(
                List.of(List.of(name)),
                Cgi.class.getModule().getDescriptor().provides().stream()
                        .filter(p -> p.service().equals(Application.class.getName()))
                        .map(p -> p.providers())
                        .toList());
    }
}
