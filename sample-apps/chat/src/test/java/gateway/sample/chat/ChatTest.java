package gateway.sample.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Header;
import gateway.api.StartResponse;
import gateway.api.UpgradeHandler;
import gateway.toolkit.testing.Client;
import gateway.toolkit.testing.EnvironBuilder;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The opening of WebSockets, and what is no WebSocket. */
class ChatTest {
    private final Chat chat = new Chat();
    private final List<String> upgrades = new ArrayList<>();
    private final List<Header> started = new ArrayList<>();

    @AfterEach
    void stop() {
        chat.stop();
    }

    /** A server that notes what it is asked to upgrade to. */
    private final class Upgrading implements StartResponse {
        @Override
        public void start(String status, List<Header> headers, @Nullable Throwable error) {
            started.add(new Header(status.substring(0, 3), "status"));
            started.addAll(headers);
        }

        @Override
        public boolean upgrade(String protocol, List<Header> headers, UpgradeHandler handler) {
            upgrades.add(protocol + " " + headers);
            return true;
        }
    }

    private static EnvironBuilder opening(String target) {
        return EnvironBuilder.of("GET", target)
                .base("http://chat.example:8080")
                .header("Connection", "Upgrade")
                .header("Upgrade", "websocket")
                .header("Sec-WebSocket-Version", "13")
                .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
    }

    private void open(EnvironBuilder request) throws Exception {
        assertFalse(chat.call(request.build(), new Upgrading()).iterator().hasNext());
    }

    private int refused(EnvironBuilder request) throws Exception {
        assertTrue(chat.call(request.build(), new Upgrading()).iterator().hasNext());
        assertEquals(List.of(), upgrades);
        return Integer.parseInt(started.get(0).name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/chat", "/chat?name=Zo%C3%AB", "/echo"})
    void opensWithTheKeyOfTheRfc(String target) throws Exception {
        chat.start(Map.of());

        open(opening(target));

        Header accept = new Header("Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assertEquals(List.of("websocket " + List.of(accept)), upgrades);
    }

    @ParameterizedTest
    @CsvSource({
        "http://chat.example:8080, true",
        "https://chat.example:8080, false",
        "http://chat.example, false",
        "http://chat.example:8080.evil.example, false",
        "null, false",
        "https://other.example, true",
        "https://other.example:444, false",
    })
    void isForPagesOfItsOwnAndOfThoseNamed(String origin, boolean allowed) throws Exception {
        chat.start(Map.of("chat.origins", "https://more.example, https://other.example"));
        EnvironBuilder request = opening("/chat").header("Origin", origin);
        if (allowed) {
            open(request);
            assertEquals(1, upgrades.size());
        } else {
            assertEquals(403, refused(request));
        }
    }

    @Test
    void itsPageAsksForANameThatIsTaken() throws Exception {
        try (var page = Chat.class.getResourceAsStream("/chat-page/index.html")) {
            String html = new String(page.readAllBytes(), UTF_8);
            assertTrue(html.contains(" pattern=\"" + Chat.NAME + "\" "), html);
        }
    }

    @Test
    void leavesOutTheDefaultPortOfAnOrigin() throws Exception {
        chat.start(Map.of());
        open(opening("/chat").base("https://a.example").header("Origin", "https://a.example"));
        assertEquals(1, upgrades.size());
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-WebSocket-Version, 8",
        "Sec-WebSocket-Version, '13, 13'",
        "Sec-WebSocket-Key, dGhlIHNhbXBsZSBub25jZQ",
        "Sec-WebSocket-Key, dGhlIHNhbXBsZSBub25jZQ==x",
        "Sec-WebSocket-Key, '????????????????????????'",
        "Sec-WebSocket-Key, dGhlIHNhbXBsZSBub25jZXMh",
    })
    void refusesAnotherVersionOrKey(String name, String value) throws Exception {
        chat.start(Map.of());
        EnvironBuilder request = opening("/echo").withoutHeader(name).header(name, value);
        assertEquals(400, refused(request));
        assertEquals(
                name.endsWith("Version") ? "13" : "",
                started.stream()
                        .filter(header -> header.name().equals("Sec-WebSocket-Version"))
                        .map(Header::value)
                        .findFirst()
                        .orElse(""));
    }

    @Test
    void refusesWhatTheServerDoesNotUpgrade() throws Exception {
        chat.start(Map.of());
        Client client = Client.of(chat);
        assertEquals(400, client.send(opening("/echo")).code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "*", "%20ada", "ada%0Ax", "ada:", "abcdefghijklmnopqrstu", "%3Cb%3E"})
    void refusesNamesThatCouldBeSomethingElse(String name) throws Exception {
        chat.start(Map.of());
        assertEquals(400, refused(opening("/chat?name=" + name)));
    }

    @Test
    void saysOneLineAtATime() {
        assertEquals("a b", Room.line(" a\nb\r\n"));
        assertEquals("a b", Room.line("a\u2028b"));
        assertEquals("", Room.line("\t\n"));
        assertEquals("\uD83D\uDE00".repeat(1000), Room.line("\uD83D\uDE00".repeat(1001)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "x", "3601", "-1"})
    void refusesASilenceThatIsNone(String text) {
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> chat.start(Map.of("chat.ping", text)))
                        .getMessage();
        assertEquals("chat.ping is not a number of seconds from 1 to 3600: " + text, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/chat.js", "/chat.css"})
    void hasAPage(String path) throws Exception {
        assertEquals(200, Client.of(chat).get(path).code());
    }

    @Test
    void isFoundOnClassPathAndModulePath() throws IOException {
        String name = Chat.class.getName();
        try (InputStream services =
                Chat.class.getResourceAsStream("/META-INF/services/gateway.api.Application")) {
            assertEquals(name, new String(services.readAllBytes(), UTF_8).strip());
        }
        assertEquals(
                List.of(List.of(name)),
                Chat.class.getModule().getDescriptor().provides().stream()
                        .filter(p -> p.service().equals(Application.class.getName()))
                        .map(p -> p.providers())
                        .toList());
    }
}
