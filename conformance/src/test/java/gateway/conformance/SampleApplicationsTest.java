package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.sample.chat.Chat;
import gateway.sample.environ.EnvironDemo;
import gateway.sample.hello.Hello;
import gateway.sample.staticsite.Picture;
import gateway.sample.time.TimeSignal;
import gateway.sample.urlpatterns.Site;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * The samples keep what the law asks of applications, called as any server may call them: those
 * that need nothing but their own jar and are not started first.
 */
class SampleApplicationsTest {
    private static final int THREADS = 8;
    private static final int TIMES = 50;

    /** An application, and where it answers. */
    record Sample(String name, Application application, String method, String path) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Sample> samples() {
        return Stream.of(
                new Sample("hello", new Hello(), "POST", "/"),
                new Sample("environ", new EnvironDemo(), "POST", "/"),
                new Sample("echo", new EnvironDemo(), "POST", "/echo"),
                new Sample("static-site", new Picture(), "POST", "/text"),
                new Sample("urlpatterns", new Site(), "POST", "/"),
                new Sample("time", new TimeSignal(), "GET", "/"),
                new Sample("chat", new Chat(), "GET", "/"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    @Tag("APP-2")
    void answerManyThreadsAtOnceAsOne(Sample sample) throws Exception {
        String alone = answer(sample, sample.application);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            Callable<List<String>> task =
                    () -> {
                        List<String> answers = new ArrayList<>();
                        for (int i = 0; i < TIMES; i++) {
                            answers.add(answer(sample, sample.application));
                        }
                        return answers;
                    };
            for (Future<List<String>> answers :
                    threads.invokeAll(Stream.generate(() -> task).limit(THREADS).toList())) {
                assertEquals(Stream.generate(() -> alone).limit(TIMES).toList(), answers.get());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    @Tag("APP-7")
    void mindNoBodyThatIsNotIterated(Sample sample) throws Exception {
        String before = answer(sample, sample.application);
        for (int arrays = 0; arrays <= 1; arrays++) {
            Iterable<byte[]> body =
                    sample.application.call(environ(sample), (status, headers, error) -> {});
            Iterator<byte[]> iterator =
                    arrays == 0 ? List.<byte[]>of().iterator() : body.iterator();
            if (iterator.hasNext()) {
                assertTrue(iterator.next().length > 0);
            }
            close(body);
        }
        assertEquals(before, answer(sample, sample.application));
    }

    /** Nothing optional is in the environ, and a lambda as {@code StartResponse} offers nothing. */
    @ParameterizedTest
    @MethodSource("samples")
    @Tag("APP-8")
    void doWithoutWhatIsOptional(Sample sample) throws Exception {
        String answer = answer(sample, sample.application);
        assertTrue(answer.startsWith("200 OK\n"), answer);
        assertTrue(answer.length() > "200 OK\n".length(), answer);
    }

    /** Status and body. */
    private static String answer(Sample sample, Application application) throws Exception {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        Iterable<byte[]> body =
                application.call(
                        environ(sample),
                        (status, headers, error) ->
                                answer.writeBytes(
                                        (status + "\n").getBytes(StandardCharsets.UTF_8)));
        body.forEach(answer::writeBytes);
        close(body);
        // Which objects they are is no part of the answer.
        return answer.toString(StandardCharsets.UTF_8).replaceAll("@[0-9a-f]+", "@");
    }

    private static void close(Iterable<byte[]> body) throws Exception {
        if (body instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    /** The required keys and no others, of a request with a body. */
    private static Map<String, Object> environ(Sample sample) {
        byte[] octets = "hello".getBytes(StandardCharsets.UTF_8);
        Map<String, Object> environ = new HashMap<>();
        environ.put(Environ.REQUEST_METHOD, sample.method);
        environ.put(Environ.SCRIPT_NAME, "");
        environ.put(Environ.PATH_INFO, sample.path);
        environ.put(Environ.QUERY_STRING, "");
        environ.put(Environ.REQUEST_URI, sample.path);
        environ.put(Environ.SERVER_NAME, "localhost");
        environ.put(Environ.SERVER_PORT, "80");
        environ.put(Environ.SERVER_PROTOCOL, "HTTP/1.1");
        environ.put(Environ.CONTENT_LENGTH, "5");
        environ.put(Environ.VERSION, List.of(1, 0));
        environ.put(Environ.URL_SCHEME, "http");
        environ.put(Environ.INPUT, new ByteArrayInputStream(octets));
        environ.put(Environ.INPUT_LENGTH, 5L);
        environ.put(Environ.ERRORS, new PrintWriter(PrintWriter.nullWriter()));
        environ.put(Environ.MULTITHREAD, true);
        environ.put(Environ.MULTIPROCESS, false);
        environ.put(Environ.RUN_ONCE, false);
        environ.put(Environ.RAW_SCRIPT_NAME, "");
        environ.put(Environ.RAW_PATH_INFO, sample.path);
        return environ;
    }
}
