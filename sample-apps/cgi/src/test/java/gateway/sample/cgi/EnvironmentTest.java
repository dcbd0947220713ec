package gateway.sample.cgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Environ;
import gateway.toolkit.testing.Answer;
import gateway.toolkit.testing.Client;
import gateway.toolkit.testing.Content;
import gateway.toolkit.testing.EnvironBuilder;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a program finds in its environment: RFC 3875 section 4.1, and nothing else. */
class EnvironmentTest {
    private @TempDir Path folder;
    private Programs programs;

    @BeforeEach
    void write() throws IOException {
        programs = new Programs(folder);
        programs.write("env", Programs.ENVIRONMENT);
        programs.write("words", "echo Content-Type: text/plain; echo; echo \"$# in $(pwd)\"");
    }

    @AfterEach
    void stop() {
        programs.close();
    }

    @Test
    void isTheMetaVariablesAndNothingElse() throws Exception {
        Client client = programs.start();

        Map<String, String> variables =
                Programs.environment(
                        client.send(
                                EnvironBuilder.of("POST", "/env/a%20b/c?x=1&y=%41")
                                        .base("https://example.com:8443/m")
                                        .remoteAddress("192.0.2.7")
                                        .header("Accept", "text/html")
                                        .header("Accept-Encoding", "gzip")
                                        .header("Cookie", "a=1")
                                        .content(Content.text("hello"))));

        assertEquals("CGI/1.1", variables.remove("GATEWAY_INTERFACE"));
        assertEquals("Gateway", variables.remove("SERVER_SOFTWARE"));
        assertEquals("POST", variables.remove("REQUEST_METHOD"));
        assertEquals("/m/env", variables.remove("SCRIPT_NAME"));
        assertEquals("/a b/c", variables.remove("PATH_INFO"));
        assertEquals("x=1&y=%41", variables.remove("QUERY_STRING"));
        assertEquals("/m/env/a%20b/c?x=1&y=%41", variables.remove("REQUEST_URI"));
        assertEquals("5", variables.remove("CONTENT_LENGTH"));
        assertEquals("text/plain; charset=utf-8", variables.remove("CONTENT_TYPE"));
        assertEquals("example.com", variables.remove("SERVER_NAME"));
        assertEquals("8443", variables.remove("SERVER_PORT"));
        assertEquals("HTTP/1.1", variables.remove("SERVER_PROTOCOL"));
        assertEquals("192.0.2.7", variables.remove("REMOTE_ADDR"));
        assertEquals("192.0.2.7", variables.remove("REMOTE_HOST"));
        assertEquals("on", variables.remove("HTTPS"));
        assertEquals(folder.resolve("env").toString(), variables.remove("SCRIPT_FILENAME"));
        assertEquals("example.com:8443", variables.remove("HTTP_HOST"));
        assertEquals("text/html", variables.remove("HTTP_ACCEPT"));
        assertEquals("gzip", variables.remove("HTTP_ACCEPT_ENCODING"));
        assertEquals("a=1", variables.remove("HTTP_COOKIE"));
        assertEquals(System.getenv("PATH"), variables.remove("PATH"));
        assertTrue(String.valueOf(variables.remove("UNIQUE_ID")).matches("[0-9a-f]{32}"));
        // PWD is the shell's own.
        Set<String> others = new TreeSet<>(variables.keySet());
        others.removeAll(Set.of("PWD", "REMOTE_PORT", "SHLVL", "_"));
        assertEquals(Set.of(), others);
    }

    @Test
    void hasWhatTheOperatorSetsButNotInPlaceOfTheRequest() throws Exception {
        Client client =
                programs.start(
                        "env.git_project_root",
                        "/srv/git",
                        "env.path",
                        "/usr/bin:/bin",
                        "env.request_method",
                        "FORGED");

        Map<String, String> variables = Programs.environment(client.get("/env"));

        assertEquals("/srv/git", variables.get("GIT_PROJECT_ROOT"));
        assertEquals("/usr/bin:/bin", variables.get("PATH"));
        assertEquals("GET", variables.get("REQUEST_METHOD"));
        assertFalse(variables.containsKey("PATH_INFO"), "there is none");
        assertFalse(variables.containsKey("CONTENT_LENGTH"), "there is no body");
        assertFalse(variables.containsKey("HTTPS"));
    }

    /** As octets of UTF-8, of which {@link Programs#environment} makes a char each. */
    @Test
    void hasSettingsBeyondAscii() throws Exception {
        Client client = programs.start("env.title", "b\u00FCcher \u20AC");
        assertEquals(
                "b\u00C3\u00BCcher \u00E2\u0082\u00AC",
                Programs.environment(client.get("/env")).get("TITLE"));

        Map<String, String> variables =
                MetaVariables.of(
                        EnvironBuilder.of("GET", "/env").build(),
                        new Script(folder.resolve("env"), "/env", ""),
                        CgiSettings.of(Programs.settings("directory", folder.toString())),
                        "/b\u00FCcher/bin");
        assertEquals("/b\u00C3\u00BCcher/bin", variables.get("PATH"));
    }

    @Test
    void withholdsWhatIsNotForPrograms() throws Exception {
        programs.start();
        // Another server might let through what this contract forbids (HDR-8).
        Client client = Client.builder(programs.application()).withoutValidator().build();

        Map<String, String> variables =
                Programs.environment(
                        client.send(
                                client.request("GET", "/env")
                                        .environ("HTTP_PROXY", "http://evil.example/")
                                        .environ("HTTP_AUTHORIZATION", "Basic YTpi")
                                        .environ("HTTP_PROXY_AUTHORIZATION", "Basic YTpi")
                                        .environ("HTTP_CONNECTION", "keep-alive, x-hop")
                                        .environ("HTTP_X_HOP", "1")
                                        .environ("HTTP_X_END", "2")
                                        .environ("HTTP_TE", "trailers")
                                        .environ("HTTP_UPGRADE", "h2c")));

        Set<String> fields = new TreeSet<>(variables.keySet());
        fields.removeIf(name -> !name.startsWith("HTTP_"));
        assertEquals(Set.of("HTTP_HOST", "HTTP_X_END"), fields);
    }

    @Test
    void takesNoVariableFromAnOddName() throws Exception {
        programs.start();
        Map<String, Object> environ = EnvironBuilder.of("GET", "/env").build();
        environ.put("HTTP_X$(ID)", "1");
        environ.put("HTTP_X=Y", "1");
        environ.put("HTTP_x", "1");
        environ.put("LD_PRELOAD", "/tmp/evil.so");
        Map<String, String> variables =
                MetaVariables.of(
                        environ,
                        new Script(folder.resolve("env"), "/env", ""),
                        CgiSettings.of(Programs.settings("directory", folder.toString())),
                        "/bin");

        assertFalse(
                variables.keySet().stream().anyMatch(name -> name.contains("X")),
                () -> "" + variables);
        assertFalse(variables.containsKey("LD_PRELOAD"));
    }

    @Test
    void tellsWhoWasAuthenticatedAndTheCredentialsOnDemand() throws Exception {
        Client client = programs.start("pass_authorization", "true");

        Map<String, String> variables =
                Programs.environment(
                        client.send(
                                client.request("GET", "/env")
                                        .basicAuth("ada", "secret")
                                        .environ(Environ.AUTH_TYPE, "Basic")
                                        .environ(Environ.REMOTE_USER, "ada")));

        assertEquals("Basic", variables.get("AUTH_TYPE"));
        assertEquals("ada", variables.get("REMOTE_USER"));
        assertTrue(variables.getOrDefault("HTTP_AUTHORIZATION", "").startsWith("Basic "));
    }

    /** Whatever the locale of this process; a test of the whole server runs one in C. */
    @Test
    void hasTheOctetsOfTheRequest() throws Exception {
        Client client = programs.start();

        Map<String, String> variables =
                Programs.environment(
                        client.send(
                                client.request("GET", "/env/%C3%A9%5C0101$(id)%60%22'")
                                        .header("X-Octets", "\u00e9\u00ff \\n%s $HOME")));

        assertEquals("/\u00c3\u00a9\\0101$(id)`\"'", variables.get("PATH_INFO"));
        assertEquals("\u00e9\u00ff \\n%s $HOME", variables.get("HTTP_X_OCTETS"));
        assertFalse(variables.containsKey("GATEWAY_ESCAPED"));
    }

    @Test
    void translatesThePathInfo() throws Exception {
        Client client = programs.start("documents", folder.toString());

        Map<String, String> variables = Programs.environment(client.get("/env/a/./b/"));

        assertEquals(folder + "/a/b/", variables.get("PATH_TRANSLATED"));
        assertEquals(folder.toString(), variables.get("DOCUMENT_ROOT"));
        assertEquals("/a/./b/", variables.get("PATH_INFO"));
        assertEquals(404, client.get("/env/../etc/passwd").code());
        assertEquals(404, client.get("/env/%2e%2e/etc").code());
    }

    /** CVE-2012-1823: an indexed query is not given as words. */
    @Test
    void hasNoWordsAndRunsInItsFolder() throws Exception {
        Answer answer = programs.start().get("/words?-s+-d");

        assertEquals("0 in " + folder.toRealPath() + "\n", answer.text());
    }

    @Test
    void hasAnAddressEvenOverASocketFile() throws Exception {
        Client client = programs.start();

        Map<String, String> variables =
                Programs.environment(client.send(client.request("GET", "/env").remoteAddress("")));

        assertEquals("127.0.0.1", variables.get("REMOTE_ADDR"));
    }
}
