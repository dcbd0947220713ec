package gateway.bench.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.FileBody;
import gateway.api.Header;
import gateway.api.StartResponse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The endpoints of the load comparison.
 *
 * <pre>
 *   GET  /plaintext       Hello, World!
 *   GET  /json            {"message":"Hello, World!"}, made for each request
 *   POST /echo            the request's body, as it comes
 *   GET  /bytes/N         N octets, with a Content-Length
 *   GET  /stream/N        N arrays of 1 KiB, without a length
 *   GET  /sleep/MS        ok, after MS milliseconds
 *   GET  /file, /file10k  the files of these names in the folder that BENCH_FILES names
 * </pre>
 */
public final class Bench implements Application {
    private static final Header TEXT = new Header("Content-Type", "text/plain");
    private static final Header OCTETS = new Header("Content-Type", "application/octet-stream");
    private static final List<Header> PLAINTEXT = List.of(TEXT, new Header("Content-Length", "13"));
    private static final List<Header> JSON =
            List.of(new Header("Content-Type", "application/json"));
    private static final String ENDPOINTS =
            "endpoints: /plaintext /json /echo /bytes/N /stream/N /sleep/MS /file /file10k, with N and"
                    + " MS below 1000000000";
    private static final byte[] HELLO = "Hello, World!".getBytes(US_ASCII);
    private static final byte[] BLOCK = alphabet(64 * 1024);
    private static final byte[] SMALL_BLOCK = alphabet(1024);

    private final Optional<Path> files =
            Optional.ofNullable(System.getenv("BENCH_FILES"))
                    .filter(folder -> !folder.isEmpty())
                    .map(Path::of);

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws IOException, InterruptedException {
        String path = Environ.pathInfo(environ);
        return switch (path) {
            case "/plaintext" -> {
                startResponse.start("200 OK", PLAINTEXT);
                yield List.of(HELLO);
            }
            case "/json" -> {
                startResponse.start("200 OK", JSON);
                yield List.of(new Message("Hello, World!").toJson().getBytes(UTF_8));
            }
            case "/echo" -> echo(environ, startResponse);
            case "/file", "/file10k" -> file(path.substring(1), startResponse);
            default -> numbered(path, startResponse);
        };
    }

    private static Iterable<byte[]> echo(Map<String, Object> environ, StartResponse startResponse) {
        List<Header> headers = new ArrayList<>();
        headers.add(OCTETS);
        Environ.header(environ, "Content-Length")
                .ifPresent(length -> headers.add(new Header("Content-Length", length)));
        startResponse.start("200 OK", headers);
        long length = Environ.inputLength(environ);
        boolean small = length > 0 && length < BLOCK.length;
        return new Echo(Environ.input(environ), small ? (int) length : BLOCK.length);
    }

    private Iterable<byte[]> file(String name, StartResponse startResponse) throws IOException {
        if (files.isEmpty()) {
            return notFound("BENCH_FILES names no folder", startResponse);
        }
        Path file = files.get().resolve(name);
        FileBody body;
        try {
            body = FileBody.open(file, 0, Files.size(file));
        } catch (NoSuchFileException e) {
            return notFound("there is no " + file, startResponse);
        }
        startResponse.start("200 OK", List.of(OCTETS));
        return body;
    }

    private static Iterable<byte[]> numbered(String path, StartResponse startResponse)
            throws InterruptedException {
        int slash = path.indexOf('/', 1);
        String digits = path.substring(slash + 1);
        if (slash < 0 || digits.isEmpty() || digits.length() > 9) {
            return notFound(ENDPOINTS, startResponse);
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return notFound(ENDPOINTS, startResponse);
            }
        }
        int number = Integer.parseInt(digits);
        return switch (path.substring(0, slash)) {
            case "/bytes" -> {
                startResponse.start(
                        "200 OK", List.of(OCTETS, new Header("Content-Length", digits)));
                yield blocks(number);
            }
            case "/stream" -> {
                startResponse.start("200 OK", List.of(OCTETS));
                yield new Repeated(SMALL_BLOCK, (long) number * SMALL_BLOCK.length);
            }
            case "/sleep" -> {
                Thread.sleep(number);
                startResponse.start("200 OK", List.of(TEXT));
                yield List.of("ok".getBytes(US_ASCII));
            }
            default -> notFound(ENDPOINTS, startResponse);
        };
    }

    /**
     * So many octets of the block, over and over: a {@code Collection}, which may leave at once.
     */
    private static List<byte[]> blocks(int octets) {
        List<byte[]> blocks = new ArrayList<>(Collections.nCopies(octets / BLOCK.length, BLOCK));
        if (octets % BLOCK.length > 0) {
            blocks.add(Arrays.copyOf(BLOCK, octets % BLOCK.length));
        }
        return blocks;
    }

    private static Iterable<byte[]> notFound(String reason, StartResponse startResponse) {
        startResponse.start("404 Not Found", List.of(TEXT));
        return List.of((reason + "\n").getBytes(US_ASCII));
    }

    private static byte[] alphabet(int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) ('a' + i % 26);
        }
        return octets;
    }
}
