package gateway.sample.guestbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.toolkit.testing.Answer;
import gateway.toolkit.testing.Client;
import gateway.toolkit.testing.Content;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.sql.DataSource;

/** The guestbook over an embedded database, called as a server would. */
class GuestbookTest {
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([\\w-]{43})\"");

    private static Guestbook started(String jdbc) {
        Guestbook guestbook = new Guestbook();
        guestbook.start(Map.of("guestbook.jdbc", jdbc));
        return guestbook;
    }

    private static Guestbook inMemory() {
        return started("jdbc:h2:mem:" + UUID.randomUUID());
    }

    /** What a browser does: it shows the page, and sends the form that is in it. */
    private static Answer sign(Client client, String name, String message) throws Exception {
        return client.post("/", form(client.get("/"), name, message));
    }

    private static Content form(Answer page, String name, String message) {
        Matcher token = TOKEN.matcher(page.text());
        assertTrue(token.find(), page.text());
        return Content.form("token", token.group(1), "name", name, "message", message);
    }

    @Test
    void keepsWhatIsWrittenAndShowsTheNewestFirst() throws Exception {
        Guestbook guestbook = inMemory();
        Client client = Client.of(guestbook);
        assertTrue(client.get("/").text().contains("Nobody has signed yet."));

        Answer signed = sign(client, "Ada", "First!");
        sign(client, "Zoë", "Second,\r\nwith 😀");

        assertEquals("303 See Other", signed.status());
        assertEquals("/", signed.header("Location").orElseThrow());
        String page = client.get("/").text();
        assertTrue(page.contains("<b>Ada</b>") && page.contains("<p>First!</p>"), page);
        assertTrue(page.contains("<b>Zoë</b>") && page.contains("<p>Second,\nwith 😀</p>"), page);
        assertTrue(page.indexOf("Zoë") < page.indexOf("Ada"), page);
        guestbook.stop();
    }

    @Test
    void keepsItInAFileBeyondAStop(@TempDir Path folder) throws Exception {
        String jdbc = "jdbc:h2:" + folder.resolve("book");
        Guestbook first = started(jdbc);
        sign(Client.of(first), "Ada", "I was here");
        first.stop();

        Guestbook second = started(jdbc);
        assertTrue(Client.of(second).get("/").text().contains("I was here"));
        second.stop();
    }

    @Test
    void showsMarkupAsText() throws Exception {
        Guestbook guestbook = inMemory();
        Client client = Client.of(guestbook);
        String evil = "\"'><script>alert(1)</script>&amp;";

        sign(client, evil, "</textarea>" + evil);
        Answer refused = sign(client, evil, "");

        for (String page : List.of(client.get("/").text(), refused.text())) {
            assertFalse(page.contains("<script>"), page);
            assertTrue(
                    page.contains("&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;"),
                    page);
        }
        guestbook.stop();
    }

    @Test
    void takesNoFormOfAnotherSite() throws Exception {
        Guestbook guestbook = inMemory();
        Client victim = Client.of(guestbook);
        Client attacker = Client.of(guestbook);
        Answer page = attacker.get("/");

        // The attacker's own token in the victim's browser, with and without a cookie; then none.
        Answer without = victim.post("/", form(page, "victim", "spam"));
        victim.get("/");
        Answer with = victim.post("/", form(page, "victim", "spam"));
        Answer none = victim.post("/", Content.form("name", "victim", "message", "spam"));

        for (Answer answer : List.of(without, with, none)) {
            assertEquals(403, answer.code());
            assertTrue(answer.text().contains(">\nspam</textarea>"), "nothing typed is lost");
            assertFalse(answer.text().contains("<b>victim</b>"));
        }
        // And what was typed can be sent with one click.
        assertEquals(303, victim.post("/", form(none, "victim", "mine")).code());
        guestbook.stop();
    }

    @ParameterizedTest
    @CsvSource({"'', hello", "' ', hello", "Ada, ''", "Ada, ' '"})
    void asksForWhatIsMissing(String name, String message) throws Exception {
        Guestbook guestbook = inMemory();
        Answer answer = sign(Client.of(guestbook), name, message);
        assertEquals(422, answer.code());
        assertTrue(answer.text().contains("role=\"alert\""), answer.text());
        assertTrue(answer.text().contains("Nobody has signed yet."), answer.text());
        guestbook.stop();
    }

    @Test
    void takesTheLongestAndNothingLonger() throws Exception {
        Guestbook guestbook = inMemory();
        Client client = Client.of(guestbook);
        String face = "😀";
        String name = face.repeat(Entry.MOST_OF_NAME);
        String message = face.repeat(Entry.MOST_OF_MESSAGE);
        assertEquals(422, sign(client, name + "x", message).code());
        assertEquals(422, sign(client, name, message + "x").code());
        assertEquals(303, sign(client, name, message).code());
        guestbook.stop();
    }

    @Test
    void storesNoControlCharacters() throws Exception {
        Guestbook guestbook = inMemory();
        Client client = Client.of(guestbook);
        assertEquals(303, sign(client, "A\0d\na", "x\0y\u0007\tz\rnew").code());
        String page = client.get("/").text();
        assertTrue(page.contains("<b>A d a</b>") && page.contains("<p>x y  z\nnew</p>"), page);
        guestbook.stop();
    }

    @Test
    void saysThatTheDatabaseIsGone() throws Exception {
        DataSource gone =
                (DataSource)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {DataSource.class},
                                (proxy, method, words) -> {
                                    throw new SQLTransientConnectionException("gone");
                                });
        Client client = Client.of(new Guestbook(gone));

        Answer page = client.get("/");
        Answer signed = client.post("/", form(page, "Ada", "Hello?"));

        for (Answer answer : List.of(page, signed)) {
            assertEquals(503, answer.code());
            assertEquals("5", answer.header("Retry-After").orElseThrow());
            assertTrue(answer.text().contains("cannot be opened at the moment"), answer.text());
        }
        assertTrue(signed.text().contains(">\nHello?</textarea>"), "nothing typed is lost");
    }

    /** A database whose table is made, or not, as a test will have it. */
    private static DataSource database(Creation creation) {
        String jdbc = "jdbc:h2:mem:" + UUID.randomUUID();
        return proxy(
                DataSource.class,
                (method, words) -> {
                    Connection connection = DriverManager.getConnection(jdbc);
                    return proxy(
                            Connection.class,
                            (inner, values) -> {
                                if (inner.getName().equals("prepareStatement")
                                        && String.valueOf(values[0]).startsWith("CREATE")) {
                                    creation.run();
                                }
                                return inner.invoke(connection, values);
                            });
                });
    }

    private interface Creation {
        void run() throws Exception;
    }

    private interface Invocation {
        Object of(Method method, Object[] words) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Invocation invocation) {
        return type.cast(
                Proxy.newProxyInstance(
                        GuestbookTest.class.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, words) -> invocation.of(method, words)));
    }

    /** As PostgreSQL says where another process makes the same table at the same time. */
    @Test
    void triesAgainWhereAnotherProcessMakesTheTable() throws Exception {
        AtomicInteger creations = new AtomicInteger();
        Entries entries =
                new Entries(
                        database(
                                () -> {
                                    if (creations.incrementAndGet() == 1) {
                                        throw new SQLException("duplicate key value", "23505");
                                    }
                                }),
                        () -> {});

        assertEquals(List.of(), entries.latest(1));
        assertEquals(2, creations.get());
    }

    @Test
    void makesItsTableOnce() throws Exception {
        AtomicInteger creations = new AtomicInteger();
        CountDownLatch creating = new CountDownLatch(1);
        CompletableFuture<Thread> second = new CompletableFuture<>();
        Entries entries =
                new Entries(
                        database(
                                () -> {
                                    creations.incrementAndGet();
                                    creating.countDown();
                                    Thread other = second.get();
                                    while (other.getState() != Thread.State.WAITING
                                            && other.isAlive()
                                            && creations.get() == 1) {
                                        Thread.onSpinWait();
                                    }
                                }),
                        () -> {});
        CompletableFuture<Integer> seen = new CompletableFuture<>();
        Thread first = new Thread(() -> look(entries, new CompletableFuture<>()));
        Thread other = new Thread(() -> look(entries, seen));

        first.start();
        creating.await();
        other.start();
        second.complete(other);

        assertEquals(0, seen.get(30, TimeUnit.SECONDS));
        first.join();
        assertEquals(1, creations.get());
    }

    private static void look(Entries entries, CompletableFuture<Integer> seen) {
        try {
            seen.complete(entries.latest(1).size());
        } catch (Exception e) {
            seen.completeExceptionally(e);
        }
    }

    @Test
    void staysBelowItsMount() throws Exception {
        Guestbook guestbook = inMemory();
        Client client = Client.builder(guestbook).base("http://a.example/book").build();
        assertTrue(client.get("/").text().contains("action=\"/book/\""));
        assertEquals("/book/", sign(client, "Ada", "x").header("Location").orElseThrow());
        assertEquals(200, client.get("/static/guestbook.css").code());
        guestbook.stop();
    }

    @Test
    void letsNobodyFrameOrKeepThePage() throws Exception {
        Guestbook guestbook = inMemory();
        Answer page = Client.of(guestbook).get("/");
        assertEquals("no-store", page.header("Cache-Control").orElseThrow());
        String policy = page.header("Content-Security-Policy").orElseThrow();
        assertTrue(policy.contains("frame-ancestors 'none'"), policy);
        assertTrue(policy.contains("default-src 'none'"), policy);
        guestbook.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:nosuch://db/x?password=secret", "jdbc:nosuch:x;PASSWORD=secret"})
    void doesNotStartWithoutADriver(String jdbc) {
        String message =
                assertThrows(IllegalArgumentException.class, () -> started(jdbc)).toString();
        assertTrue(message.contains(": guestbook.jdbc: no driver for jdbc:nosuch:"), message);
        assertFalse(message.contains("secret"), message);
    }

    @Test
    void isFoundOnClassPathAndModulePath() throws IOException {
        String name = Guestbook.class.getName();
        try (InputStream services =
                Guestbook.class.getResourceAsStream("/META-INF/services/gateway.api.Application")) {
            assertEquals(name, new String(services.readAllBytes(), UTF_8).strip());
        }
        assertEquals(
                List.of(List.of(name)),
                Guestbook.class.getModule().getDescriptor().provides().stream()
                        .filter(p -> p.service().equals(Application.class.getName()))
                        .map(p -> p.providers())
                        .toList());
    }
}
