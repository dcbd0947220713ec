package gateway.conformance;

import gateway.conformance.drift.Json;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A browser without a window that somebody uses: it is told to type and to click, by the WebDriver
 * protocol of the W3C, and is asked what it shows. Where an element is not there, it may be on the
 * page that is to come, and is waited for.
 */
final class Browser implements AutoCloseable {
    /** The key that sends a form. */
    static final String ENTER = "\uE007";

    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");
    private static final Pattern SESSION = Pattern.compile("\"sessionId\":\"(\\w+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Child driver;
    private URI session = URI.create("");

    private Browser(Child driver) {
        this.driver = driver;
    }

    /** Skips the test, with a word, where there is none. */
    static Browser start(Path profile) throws IOException, InterruptedException {
        new Tool("chromium").require();
        new Tool("chromedriver").require();
        // Its standard output is for us too.
        Browser browser =
                new Browser(
                        Child.start(
                                profile,
                                Map.of(),
                                List.of("sh", "-c", "exec chromedriver --port=0 >&2")));
        try {
            browser.open(profile);
            return browser;
        } catch (Throwable e) {
            browser.close();
            throw e;
        }
    }

    private void open(Path profile) throws IOException, InterruptedException {
        driver.awaitError("started successfully");
        Matcher started = STARTED.matcher(String.join("\n", driver.errSoFar()));
        if (!started.find()) {
            throw new AssertionError(driver.errSoFar());
        }
        URI sessions = URI.create("http://127.0.0.1:" + started.group(1) + "/session");
        String answer =
                send(
                        "POST",
                        sessions,
                        """
                        {"capabilities": {"alwaysMatch": {"timeouts": {"implicit": 30000},
                            "goog:chromeOptions": {"args": [
                            "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=%s",
                            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]}}}}
                        """
                                .formatted(profile));
        Matcher id = SESSION.matcher(answer);
        if (!id.find()) {
            throw new AssertionError(answer);
        }
        session = URI.create(sessions + "/" + id.group(1) + "/");
    }

    /** Goes to an address and waits until the page is there. */
    void go(String url) throws IOException, InterruptedException {
        send("POST", session.resolve("url"), "{\"url\": " + quoted(url) + "}");
    }

    /** Where it is now. */
    String url() throws IOException, InterruptedException {
        return value(send("GET", session.resolve("url"), ""));
    }

    /** Waits until it is there: a click may return before its page is asked for. */
    void awaitUrl(String expected) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        for (String now = url(); !now.equals(expected); now = url()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("at " + now + ", not at " + expected);
            }
            Thread.sleep(20);
        }
    }

    /** Types into the element that a selector of CSS finds, key by key. */
    void type(String selector, String text) throws IOException, InterruptedException {
        send("POST", element(selector, "value"), "{\"text\": " + quoted(text) + "}");
    }

    /** Clicks on an element, and waits for the page that comes of it. */
    void click(String selector) throws IOException, InterruptedException {
        send("POST", element(selector, "click"), "{}");
    }

    /** The text of an element as it can be seen. */
    String text(String selector) throws IOException, InterruptedException {
        return value(send("GET", element(selector, "text"), ""));
    }

    /** What a property of CSS has come to for an element. */
    String style(String selector, String property) throws IOException, InterruptedException {
        return value(send("GET", element(selector, "css/" + property), ""));
    }

    private URI element(String selector, String what) throws IOException, InterruptedException {
        String found =
                send(
                        "POST",
                        session.resolve("element"),
                        "{\"using\": \"css selector\", \"value\": " + quoted(selector) + "}");
        String id = (String) ((Map<?, ?>) result(found)).values().iterator().next();
        return session.resolve("element/" + id + "/" + what);
    }

    private static String value(String answer) {
        return (String) result(answer);
    }

    private static Object result(String answer) {
        return Objects.requireNonNull(((Map<?, ?>) Json.read(answer)).get("value"), answer);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private String send(String method, URI uri, String json)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .method(
                                method,
                                json.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(json))
                        .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new AssertionError(method + " " + uri + " " + json + ": " + answer.body());
        }
        return answer.body();
    }

    /** Ends the browser, and what drives it. */
    @Override
    public void close() {
        try {
            if (session.isAbsolute()) {
                send("DELETE", URI.create(session.toString().replaceAll("/$", "")), "");
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("the browser may still run", e);
        } finally {
            driver.close();
            http.close();
        }
    }
}
