package gateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import gateway.api.Application;
import gateway.api.Header;
import gateway.api.Lifecycle;
import gateway.api.StartResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What {@code gateway check} finds, and its exit codes. */
@Timeout(60)
class CheckTest {
    private static final byte[] BODY = "Hello, World!\n".getBytes(US_ASCII);

    private static List<Header> headers(int length) {
        return List.of(
                new Header("Content-Type", "text/plain"),
                new Header("Content-Length", Integer.toString(length)));
    }

    /** Keeps the contract. */
    public static final class Right implements Application, Lifecycle {
        /** For the command line. */
        public Right() {}

        @Override
        public void start(Map<String, String> settings) {
            if (settings.containsKey("shop.broken")) {
                throw new IllegalStateException("no database today");
            }
        }

        @Override
        public void stop() {}

        @Override
        public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
            String status = "/".equals(environ.get("PATH_INFO")) ? "200 OK" : "404 Not Found";
            startResponse.start(status, headers(BODY.length));
            return List.of(BODY);
        }
    }

    /** Promises more than it yields. */
    public static final class TooShort implements Application {
        /** For the command line. */
        public TooShort() {}

        @Override
        public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
            startResponse.start("200 OK", headers(20));
            return List.of(BODY);
        }
    }

    /** Fails on the way, or in its body. */
    public static final class Failing implements Application {
        /** For the command line. */
        public Failing() {}

        @Override
        public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
            if ("POST".equals(environ.get("REQUEST_METHOD"))) {
                throw new IllegalStateException("no\ndatabase");
            }
            startResponse.start("200 OK", List.of());
            return () -> {
                throw new IllegalStateException("no template");
            };
        }
    }

    /** Never answers a POST; its other bodies have no end. */
    public static final class Endless implements Application {
        /** For the command line. */
        public Endless() {}

        @Override
        public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
                throws InterruptedException {
            if ("POST".equals(environ.get("REQUEST_METHOD"))) {
                Thread.sleep(Long.MAX_VALUE);
            }
            startResponse.start("200 OK", List.of(new Header("Content-Type", "text/plain")));
            return () ->
                    new Iterator<>() {
                        @Override
                        public boolean hasNext() {
                            return true;
                        }

                        @Override
                        public byte[] next() {
                            return BODY.clone();
                        }
                    };
        }
    }

    /** Is told what is wrong, and does not listen. */
    public static final class Odd implements Application {
        /** For the command line. */
        public Odd() {}

        @Override
        public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
            startResponse.start("99 Low", List.of());
            return List.of();
        }
    }

    private record Said(int code, String out) {}

    private static Said check(Class<?> application, String... options) throws Exception {
        String[] words = new String[options.length + 3];
        words[0] = "check";
        words[1] = java.nio.file.Files.createTempDirectory("check").toString();
        words[2] = application.getName();
        System.arraycopy(options, 0, words, 3, options.length);
        StringWriter out = new StringWriter();
        CommandLine line = Main.commandLine(Map.of()).setOut(new PrintWriter(out));
        int code = line.execute(words);
        return new Said(code, out.toString());
    }

    @Test
    void whatIsRightIsLeftInPeace() throws Exception {
        Said said = check(Right.class);
        assertEquals(
                """
                GET /: 200 OK, 14 octets
                HEAD /: 200 OK, 0 octets
                OPTIONS /: 200 OK, 14 octets
                GET / (HTTP/1.0): 200 OK, 14 octets
                GET /no-such-page?a=b&a=%C3%BC: 404 Not Found, 14 octets
                POST / (a form): 200 OK, 14 octets
                POST / (a body in chunks): 200 OK, 14 octets
                GET / (the client leaves): 200 OK
                8 requests: nothing wrong was found
                """,
                said.out());
        assertEquals(0, said.code());
    }

    @Test
    void aBreachIsNamedByItsClause() throws Exception {
        Said said = check(TooShort.class);
        String first =
                "GET /: 200 OK, 14 octets\n"
                        + "    LEN-2 error: the application inside 'check': the body is shorter than"
                        + " Content-Length: 14 of 20 octets in 1 arrays\n"
                        + "HEAD /: 200 OK, 0 octets\n";
        assertTrue(said.out().startsWith(first), said.out());
        assertTrue(said.out().contains("\n    LEN-2 as before\n"), said.out());
        assertEquals(1, said.code());
    }

    @Test
    void whatComesOfABreachIsNotToldAgain() throws Exception {
        Said said = check(Odd.class);
        assertTrue(said.out().startsWith("GET /: no answer\n    RESP-1 error: "), said.out());
        assertTrue(!said.out().contains("it failed"), said.out());
        assertEquals(1, said.code());
    }

    @Test
    void soIsAFailure() throws Exception {
        Said said = check(Failing.class, "--path=/a", "--path=/b?c=d");
        for (String line :
                List.of(
                        "POST /a (a form): no answer",
                        "    error: it failed, so that clients get 500 (ERR-1):"
                                + " java.lang.IllegalStateException: no database",
                        "GET /b?c=d: no answer",
                        "    error: it failed, so that clients get 500 (ERR-1):"
                                + " java.lang.IllegalStateException: no template")) {
            assertTrue(said.out().lines().anyMatch(line::equals), said.out());
        }
        assertTrue(said.out().endsWith("16 requests: 14 errors, 0 warnings\n"), said.out());
        assertEquals(1, said.code());
    }

    @Test
    void nobodyIsWaitedForForEver() throws Exception {
        Inspection inspection = new Inspection(new Endless(), java.time.Duration.ofMillis(1500));
        List<Question> questions = Question.about("/");
        String body = inspection.ask(questions.getFirst()).toString();
        assertTrue(body.matches("GET /: 200 OK, [0-9]+ octets and more"), body);
        String form = inspection.ask(questions.get(5)).toString();
        assertEquals(
                "POST / (a form): no answer%n    error: there was no end within 1500ms".formatted(),
                form);
        assertEquals(1, inspection.errors());
    }

    @Test
    void whatCannotStartHasACodeOfItsOwn() throws Exception {
        assertEquals(3, check(Right.class, "--set=shop.broken=true").code());
        assertEquals(3, check(String.class).code());
        assertEquals(2, check(Right.class, "--path=a").code());
        assertEquals(2, check(Right.class, "--path=/%").code());
    }
}
