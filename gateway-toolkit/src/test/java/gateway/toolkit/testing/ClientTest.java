package gateway.toolkit.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Finish;
import gateway.api.Header;
import gateway.api.ResponseCommittedException;
import gateway.toolkit.validator.ContractViolation;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** The client is a server that keeps the contract, and a browser that can be trusted. */
class ClientTest {
    static final Header TEXT = new Header("Content-Type", "text/plain; charset=utf-8");

    /** Shows the request. */
    static final Application ECHO =
            (environ, startResponse) -> {
                String body = new String(Environ.input(environ).readAllBytes(), UTF_8);
                startResponse.start("200 OK", List.of(TEXT));
                return List.of(
                        String.join(
                                        "|",
                                        Environ.method(environ),
                                        String.valueOf(environ.get(Environ.REQUEST_URI)),
                                        Environ.header(environ, "Content-Type").orElse("-"),
                                        Environ.header(environ, "Cookie").orElse("-"),
                                        Environ.header(environ, "X-A").orElse("-"),
                                        body)
                                .getBytes(UTF_8));
            };

    private static Application answering(Header... headers) {
        return (environ, startResponse) -> {
            List<Header> all = new ArrayList<>(List.of(headers));
            all.add(TEXT);
            startResponse.start("200 OK", all);
            return List.of();
        };
    }

    private static final class Body implements Iterable<byte[]>, AutoCloseable {
        private final Iterator<byte[]> arrays;
        private int closed;

        Body(Iterator<byte[]> arrays) {
            this.arrays = arrays;
        }

        @Override
        public Iterator<byte[]> iterator() {
            return arrays;
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private static Iterator<byte[]> endless() {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> (i + "\n").getBytes(UTF_8))
                .iterator();
    }

    @Test
    void sendsEachMethod() throws Exception {
        Client client = Client.of(ECHO);
        assertEquals("GET|/a?b|-|-|-|", client.get("/a?b").text());
        assertEquals("OPTIONS|*|-|-|-|", client.options("*").text());
        assertEquals("DELETE|/a|-|-|-|", client.delete("/a").text());
        assertEquals(
                "POST|/|text/plain; charset=utf-8|-|-|x",
                client.post("/", Content.text("x")).text());
        assertEquals("PUT|/|application/json|-|-|{}", client.put("/", Content.json("{}")).text());
        assertEquals(
                "PATCH|/|application/x-www-form-urlencoded|-|-|a=b",
                client.patch("/", Content.form("a", "b")).text());
        assertEquals("brew|/|-|-|-|", client.send(client.request("brew", "/")).text());
        Answer head = client.head("/");
        assertEquals("200 OK", head.status());
        assertEquals("", head.text());
    }

    @Test
    void hasSettingsForEachRequest() throws Exception {
        Client client = Client.builder(ECHO).base("https://h.example/m").header("X-A", "1").build();
        assertEquals("GET|/m/x|-|-|1|", client.get("/x").text());
        assertEquals("https://h.example/m/x", client.get("/x").url());
        assertEquals(
                "GET|/m/x|-|-|2|",
                client.send(client.request("GET", "/x").header("X-A", "2")).text());
        Application key =
                (environ, startResponse) -> {
                    assertEquals("v", environ.get("my.key"));
                    startResponse.start("204 No Content", List.of());
                    return List.of();
                };
        assertEquals(204, Client.builder(key).environ("my.key", "v").build().get("/").code());
    }

    @Test
    void showsTheWholeAnswer() throws Exception {
        Application application =
                (environ, startResponse) -> {
                    startResponse.earlyHints(List.of(new Header("Link", "</x>")));
                    Environ.errors(environ).println("careful");
                    startResponse.start(
                            "299 Fine",
                            List.of(
                                    new Header("Content-Type", "text/plain; charset=iso-8859-1"),
                                    new Header("X-A", "1"),
                                    new Header("x-a", "2")));
                    assertTrue(startResponse.trailers(() -> List.of(new Header("X-T", "t"))));
                    Iterator<byte[]> arrays =
                            List.of(new byte[] {'a'}, new byte[0], new byte[] {(byte) 0xE9})
                                    .iterator();
                    return () -> arrays;
                };
        Client client = Client.of(application);
        Answer answer = client.send(client.request("GET", "/").header("TE", "trailers"));
        assertEquals("299 Fine", answer.status());
        assertEquals(299, answer.code());
        assertEquals(List.of("1", "2"), answer.headers("X-a"));
        assertEquals("1", answer.header("X-A").orElseThrow());
        assertEquals("a\u00e9", answer.text());
        assertEquals(2, answer.arrays().size());
        assertArrayEquals(new byte[] {'a', (byte) 0xE9}, answer.body());
        assertArrayEquals(answer.body(), answer.stream().readAllBytes());
        assertEquals(List.of(new Header("X-T", "t")), answer.trailers());
        assertEquals(List.of(List.of(new Header("Link", "</x>"))), answer.hints());
        assertEquals("careful" + System.lineSeparator(), answer.log());
    }

    @Test
    void keepsCookies() throws Exception {
        Application login =
                (environ, startResponse) ->
                        Environ.pathInfo(environ).equals("/login")
                                ? answering(
                                                new Header("Set-Cookie", "a=1; Path=/"),
                                                new Header("Set-Cookie", "b=2; Path=/x"))
                                        .call(environ, startResponse)
                                : ECHO.call(environ, startResponse);
        Client client = Client.of(login);
        client.get("/login");
        assertEquals("GET|/|-|a=1|-|", client.get("/").text());
        assertEquals("GET|/x|-|b=2; a=1|-|", client.get("/x").text());
        assertEquals(
                "GET|/|-|c=3|-|",
                client.send(client.request("GET", "/").header("Cookie", "c=3")).text());
        client.cookies().clear();
        assertEquals("GET|/|-|-|-|", client.get("/").text());
        Client none = Client.builder(login).withoutCookies().build();
        none.get("/login");
        assertEquals("GET|/|-|-|-|", none.get("/").text());
    }

    @Test
    void throwsWhatTheApplicationThrows() {
        IOException failure = new IOException("broken");
        Client client =
                Client.of(
                        (environ, startResponse) -> {
                            throw failure;
                        });
        assertSame(failure, assertThrows(IOException.class, () -> client.get("/")));
    }

    @Test
    @Tag("CLOSE-1")
    void closesOnEachPath() throws Exception {
        for (String way : List.of("end", "head", "204", "throws", "unstarted")) {
            AtomicReference<@Nullable Finish> finish = new AtomicReference<>();
            Body body =
                    new Body(
                            way.equals("throws")
                                    ? IntStream.range(0, 3)
                                            .mapToObj(i -> new byte[3 / (1 - i)])
                                            .iterator()
                                    : List.of(new byte[] {1}).iterator());
            Application application =
                    (environ, startResponse) -> {
                        Environ.onFinish(environ, finish::set);
                        if (!way.equals("unstarted")) {
                            startResponse.start(
                                    way.equals("204") ? "204 No Content" : "200 OK",
                                    way.equals("204") ? List.of() : List.of(TEXT));
                        }
                        return body;
                    };
            Client client = Client.builder(application).withoutValidator().build();
            switch (way) {
                case "throws" -> assertThrows(ArithmeticException.class, () -> client.get("/"));
                case "unstarted" ->
                        assertThrows(IllegalStateException.class, () -> client.get("/"));
                case "head" -> client.head("/");
                default -> client.get("/");
            }
            assertEquals(1, body.closed, way);
            Finish end = finish.get();
            assertTrue(end != null, way);
            assertEquals(
                    way.equals("throws") || way.equals("unstarted"), end.failure() != null, way);
            assertEquals(way.equals("end") ? 1 : way.equals("throws") ? 3 : 0, end.octets(), way);
        }
    }

    @Test
    void letsAStreamBeRead() throws Exception {
        Body body = new Body(endless());
        AtomicReference<@Nullable Finish> finish = new AtomicReference<>();
        Client client =
                Client.of(
                        (environ, startResponse) -> {
                            Environ.onFinish(environ, finish::set);
                            startResponse.start(
                                    "200 OK", List.of(TEXT, new Header("Set-Cookie", "a=1")));
                            assertTrue(startResponse.flush());
                            return body;
                        });
        try (StreamedAnswer answer = client.stream(client.request("GET", "/"))) {
            assertEquals("200 OK", answer.status());
            assertEquals(TEXT.value(), answer.header("content-type").orElseThrow());
            assertEquals("0\n1\n2\n", new String(answer.body().readNBytes(6), UTF_8));
            assertEquals(0, body.closed);
        }
        assertEquals(1, body.closed);
        Finish end = finish.get();
        assertTrue(end != null && end.failure() instanceof IOException);
        assertEquals("1", client.cookies().value("a").orElseThrow());
    }

    @Test
    void throwsWhatAStreamThrows() throws Exception {
        Body body =
                new Body(
                        new Iterator<>() {
                            private int i;

                            @Override
                            public boolean hasNext() {
                                return true;
                            }

                            @Override
                            public byte[] next() {
                                if (i++ == 0) {
                                    return new byte[] {'x'};
                                }
                                throw new UncheckedIOException(new IOException("late"));
                            }
                        });
        Client client =
                Client.of(
                        (environ, startResponse) -> {
                            startResponse.start("200 OK", List.of(TEXT));
                            return body;
                        });
        try (StreamedAnswer answer = client.stream(client.request("GET", "/"))) {
            assertEquals('x', answer.body().read());
            assertThrows(UncheckedIOException.class, () -> answer.body().read());
        }
        assertEquals(1, body.closed);
    }

    @Test
    @Tag("SR-4")
    void replacesAResponseOnlyBeforeItsCommit() throws Exception {
        IllegalStateException reason = new IllegalStateException("why");
        Application early =
                (environ, startResponse) -> {
                    startResponse.start("200 OK", List.of(TEXT));
                    startResponse.start("500 No", List.of(TEXT), reason);
                    return List.of();
                };
        assertEquals(500, Client.of(early).get("/").code());
        Application late =
                (environ, startResponse) -> {
                    startResponse.start("200 OK", List.of(TEXT));
                    startResponse.flush();
                    startResponse.start("500 No", List.of(TEXT), reason);
                    return List.of();
                };
        ResponseCommittedException thrown =
                assertThrows(ResponseCommittedException.class, () -> Client.of(late).get("/"));
        assertSame(reason, thrown.getCause());
    }

    /** Breaches that only a validator tells, and what is found without one. */
    @Test
    void watchesTheContract() throws Exception {
        Application nameless =
                (environ, startResponse) -> {
                    environ.put("nodot", "x");
                    startResponse.start("200 OK", List.of(new Header("Content-Length", "3"), TEXT));
                    Iterator<byte[]> one = List.of(new byte[2]).iterator();
                    return () -> one;
                };
        assertThrows(ContractViolation.class, () -> Client.of(nameless).get("/"));
        Client trusting = Client.builder(nameless).withoutValidator().build();
        assertEquals(2, trusting.get("/").body().length);
        Client twice =
                Client.builder(
                                (environ, startResponse) -> {
                                    startResponse.start("200 OK", List.of());
                                    startResponse.start("200 OK", List.of());
                                    return List.of();
                                })
                        .withoutValidator()
                        .build();
        assertThrows(IllegalStateException.class, () -> twice.get("/"));
        Client odd =
                Client.builder(
                                (environ, startResponse) -> {
                                    startResponse.start("101 Switching Protocols", List.of());
                                    return List.of();
                                })
                        .withoutValidator()
                        .build();
        assertThrows(IllegalArgumentException.class, () -> odd.get("/"));
    }

    @Test
    @Tag("SR-8")
    void isOverAtItsEnd() throws Exception {
        List<java.util.concurrent.Callable<?>> late = new ArrayList<>();
        Application application =
                (environ, startResponse) -> {
                    late.add(() -> Environ.input(environ).read());
                    late.add(startResponse::flush);
                    startResponse.start("200 OK", List.of(TEXT));
                    return List.of();
                };
        Client.builder(application).withoutValidator().build().get("/");
        assertThrows(IOException.class, () -> late.get(0).call());
        assertThrows(IllegalStateException.class, () -> late.get(1).call());
    }
}
