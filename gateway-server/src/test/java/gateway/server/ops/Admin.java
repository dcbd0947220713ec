package gateway.server.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.server.wire.RawClient;
import gateway.server.wire.Response;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client of an admin listener. */
record Admin(URI home) {
    private static final Pattern SAMPLE =
            Pattern.compile("([a-z_]+(?:\\{(?:[a-z]+=\"[^\"]*\",?)+})?) ([0-9.E+-]+|NaN)");

    static Admin of(Operations operations) {
        return new Admin(URI.create("http://" + operations.admin().orElseThrow().endpoint() + "/"));
    }

    Response get(String path, String... fields) throws IOException {
        try (RawClient client = new RawClient(home)) {
            StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: a\r\n");
            for (String field : fields) {
                request.append(field).append("\r\n");
            }
            client.send(request.append("\r\n").toString());
            return client.response();
        }
    }

    /** What Prometheus would take from it: each line that is no comment is a sample. */
    Map<String, Double> metrics() throws IOException {
        Response response = get("/metrics");
        assertEquals(200, response.status());
        assertTrue(response.values("content-type").getFirst().startsWith("text/plain; version=0"));
        Map<String, Double> samples = new LinkedHashMap<>();
        for (String line : response.body().lines().toList()) {
            if (!line.startsWith("# HELP ") && !line.startsWith("# TYPE ")) {
                Matcher sample = SAMPLE.matcher(line);
                assertTrue(sample.matches(), line);
                samples.put(sample.group(1), Double.valueOf(sample.group(2)));
            }
        }
        return samples;
    }

    /** The value of a sample, which must be there. */
    static double value(Map<String, Double> samples, String name) {
        Double value = samples.get(name);
        if (value == null) {
            throw new AssertionError(name + " is not among " + samples.keySet());
        }
        return value;
    }

    /** Asks for the figures until one of them has a value, which a test's time limit ends. */
    Map<String, Double> await(String name, double value) throws IOException {
        while (true) {
            Map<String, Double> metrics = metrics();
            if (metrics.getOrDefault(name, -1.0) == value) {
                return metrics;
            }
        }
    }
}
