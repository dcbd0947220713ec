package gateway.toolkit.validator;

import static gateway.toolkit.validator.Watched.TEXT;
import static gateway.toolkit.validator.Watched.octets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.FileBody;
import gateway.api.Header;
import gateway.api.Lifecycle;
import gateway.api.StartResponse;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** With the validator in between, the same calls are made and the same objects pass (VAL-1). */
@Tag("VAL-1")
class TransparencyTest {
    private final Watched watched = new Watched();

    /** Notes each call that arrives. */
    private static class Noting implements Iterable<byte[]> {
        final List<String> calls;
        final List<byte[]> arrays = List.of(octets("a"), octets(""), octets("bc"));

        Noting(List<String> calls) {
            this.calls = calls;
        }

        @Override
        public Iterator<byte[]> iterator() {
            calls.add("iterator");
            Iterator<byte[]> each = arrays.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    calls.add("hasNext");
                    return each.hasNext();
                }

                @Override
                public byte[] next() {
                    calls.add("next");
                    return each.next();
                }
            };
        }
    }

    private static final class NotingCloseable extends Noting implements AutoCloseable {
        NotingCloseable(List<String> calls) {
            super(calls);
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }

    private record Noted(List<String> calls, List<byte[]> sent, List<byte[]> arrays) {}

    private Noted exchange(boolean closeable, boolean validated) {
        List<String> calls = new ArrayList<>();
        Noting body = closeable ? new NotingCloseable(calls) : new Noting(calls);
        Application application =
                (environ, startResponse) -> {
                    calls.add("call " + Environ.pathInfo(environ));
                    calls.add(
                            new String(
                                    Environ.input(environ).readAllBytes(),
                                    java.nio.charset.StandardCharsets.UTF_8));
                    calls.add("hints " + startResponse.earlyHints(TEXT));
                    startResponse.start("200 OK", TEXT);
                    calls.add("trailers " + startResponse.trailers(List::of));
                    calls.add("flush " + startResponse.flush());
                    calls.add("gone " + Environ.clientDisconnected(environ));
                    Environ.onFinish(environ, finish -> calls.add(finish.toString()));
                    return body;
                };
        FakeServer server = FakeServer.post("hello");
        server.serve(validated ? watched.two(inner -> inner, application) : application);
        calls.addAll(server.steps);
        calls.add(server.status + " " + server.headers);
        return new Noted(calls, server.sent, body.arrays);
    }

    @Test
    void passesTheSameCallsAndTheSameArrays() {
        for (boolean closeable : List.of(true, false)) {
            Noted without = exchange(closeable, false);
            Noted with = exchange(closeable, true);
            assertEquals(without.calls(), with.calls());
            assertSame(with.arrays().get(0), with.sent().get(0));
            assertSame(with.arrays().get(2), with.sent().get(1));
        }
        watched.assertFindings();
    }

    @Test
    void passesTheMapTheHeadersAndTheExceptionThemselves() {
        FakeServer server =
                new FakeServer("GET", "/a") {
                    @Override
                    StartResponse startResponse() {
                        return (status, headers, error) -> {
                            assertSame(TEXT, headers);
                            this.status = status;
                        };
                    }
                };
        IOException thrown = new IOException("x");
        server.serve(
                watched.one(
                        (environ, startResponse) -> {
                            assertSame(server.environ, environ);
                            startResponse.start("200 OK", TEXT);
                            throw thrown;
                        }));
        assertSame(thrown, server.failure);
        watched.assertFindings();
    }

    private static class Arrays extends AbstractCollection<byte[]> {
        @Override
        public Iterator<byte[]> iterator() {
            return List.of(octets("a")).iterator();
        }

        @Override
        public int size() {
            return 1;
        }
    }

    private static final class CloseableArrays extends Arrays implements AutoCloseable {
        @Override
        public void close() {}
    }

    private Iterable<byte[]> wrapped(Iterable<byte[]> body) throws Exception {
        FakeServer server = FakeServer.get();
        return watched.one(Watched.answering(body)).call(server.environ, server.startResponse());
    }

    @Test
    void keepsTheKindOfBody(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("f"), octets("0123"));
        List<Iterable<byte[]>> bodies =
                List.of(
                        FileBody.open(file, 1, 2),
                        new Arrays(),
                        new CloseableArrays(),
                        new Noting(new ArrayList<>()),
                        new NotingCloseable(new ArrayList<>()));
        for (Iterable<byte[]> body : bodies) {
            Iterable<byte[]> wrapped = wrapped(body);
            assertEquals(body instanceof FileBody, wrapped instanceof FileBody);
            assertEquals(body instanceof Collection, wrapped instanceof Collection);
            assertEquals(body instanceof AutoCloseable, wrapped instanceof AutoCloseable);
            if (wrapped instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
        watched.assertFindings();
    }

    @Test
    void keepsTheFile(@TempDir Path folder) throws Exception {
        Path path = Files.write(folder.resolve("f"), octets("0123"));
        FileBody file = FileBody.open(path, 1, 2);
        FileBody wrapped = assertInstanceOf(FileBody.class, wrapped(file));
        assertSame(file.channel(), wrapped.channel());
        assertEquals(1, wrapped.position());
        assertEquals(2, wrapped.count());
        wrapped.close();
        assertEquals(false, file.channel().isOpen());
        watched.assertFindings();
    }

    @Test
    void forwardsTheLifecycle() throws Exception {
        List<String> calls = new ArrayList<>();
        class Living implements Application, Lifecycle {
            @Override
            public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
                return List.of();
            }

            @Override
            public void start(Map<String, String> settings) {
                calls.add("start " + settings);
            }

            @Override
            public void stop() {
                calls.add("stop");
            }
        }
        Lifecycle wrapped = assertInstanceOf(Lifecycle.class, watched.one(new Living()));
        wrapped.start(Map.of("a.b", "c"));
        wrapped.stop();
        assertEquals(List.of("start {a.b=c}", "stop"), calls);
        assertEquals(false, watched.one(Watched.answering("a")) instanceof Lifecycle);
    }

    @Test
    @Tag("MW-7")
    void leavesEnvironAsItWasButForItsOwn() {
        FakeServer server = FakeServer.get();
        Map<String, Object> before = new HashMap<>(server.environ);
        Map<String, Object> seen = new HashMap<>();
        server.serve(
                watched.one(
                        (environ, startResponse) -> {
                            seen.putAll(environ);
                            startResponse.start("200 OK", TEXT);
                            return List.of();
                        }));
        seen.remove(Journal.KEY);
        assertEquals(before.keySet(), seen.keySet());
        for (String key : List.of(Environ.INPUT, Environ.CLIENT_DISCONNECTED, Environ.ON_FINISH)) {
            assertNotEquals(before.remove(key), seen.remove(key));
        }
        assertEquals(before, seen);
    }

    @Test
    @Tag("MW-8")
    void derivesTrailersWhenAsked() {
        List<Header> link = List.of(new Header("Link", "</a>"));
        List<List<Header>> given = new ArrayList<>();
        FakeServer server = FakeServer.post("hello");
        List<Header> trailers = new ArrayList<>();
        server.put(Environ.REQUEST_TRAILERS, (Supplier<List<Header>>) () -> List.copyOf(trailers));
        server.serve(
                watched.one(
                        (environ, startResponse) -> {
                            given.add(Environ.requestTrailers(environ));
                            Environ.input(environ).readAllBytes();
                            trailers.addAll(link);
                            given.add(Environ.requestTrailers(environ));
                            startResponse.start("200 OK", TEXT);
                            return List.of();
                        }));
        assertEquals(List.of(List.of(), link), given);
        watched.assertFindings();
    }
}
