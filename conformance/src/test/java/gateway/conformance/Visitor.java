package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody who uses the sample {@code shortly}, and looks at each answer before the next request.
 */
final class Visitor implements AutoCloseable {
    private static final Pattern CLICKS = Pattern.compile("<dd id=\"clicks\">(\\d+)</dd>");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI home;

    Visitor(URI home) {
        this.home = home;
    }

    /** Adds a URL; returns the path of its link. */
    String add(String url) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(url);
        String details = answer.headers().firstValue("Location").orElse("");
        assertEquals(303, answer.statusCode(), answer::body);
        assertTrue(details.matches("/[0-9a-z]+\\+"), details);
        return details.substring(0, details.length() - 1);
    }

    HttpResponse<String> post(String url) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(home)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("url=" + URLEncoder.encode(url, UTF_8))));
    }

    /** Where a link leads: status and location. */
    String follow(String link) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(link);
        return answer.statusCode() + " " + answer.headers().firstValue("Location").orElse("");
    }

    /** What the details of a link say of it. */
    int clicks(String link) throws IOException, InterruptedException {
        String details = get(link + "+").body();
        Matcher clicks = CLICKS.matcher(details);
        assertTrue(clicks.find(), details);
        return Integer.parseInt(clicks.group(1));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(home.resolve(path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
    }
}
