package gateway.toolkit.validator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gateway.api.Application;
import gateway.api.Header;
import gateway.api.Middleware;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** One validator, or two with a middleware in between, and what they found. */
final class Watched {
    static final List<Header> TEXT = List.of(new Header("Content-Type", "text/plain"));

    final List<Finding> findings = new CopyOnWriteArrayList<>();

    /** The application inside a validator named v. */
    Application one(Application application) {
        return validator("v").wrap(application);
    }

    /** The middleware between validators named outer and inner. */
    Application two(Middleware middleware, Application application) {
        return validator("outer")
                .andThen(middleware)
                .andThen(validator("inner"))
                .applyTo(application);
    }

    ValidatorMiddleware validator(String name) {
        return ValidatorMiddleware.named(name).reportingTo(findings::add);
    }

    /** Exactly these findings, in any order. */
    void assertFindings(String... expected) {
        assertEquals(
                String.join("\n", Stream.of(expected).sorted().toList()),
                String.join("\n", findings.stream().map(Finding::toString).sorted().toList()));
    }

    static String ofServer(String clause, String rest) {
        return clause + " error: the server outside 'v': " + rest;
    }

    static String hintAtServer(String clause, String rest) {
        return clause + " warning: the server outside 'v': " + rest;
    }

    static String ofApplication(String clause, String rest) {
        return clause + " error: the application inside 'v': " + rest;
    }

    static String hint(String clause, String rest) {
        return clause + " warning: the application inside 'v': " + rest;
    }

    static String ofMiddleware(String clause, String rest) {
        return clause + " error: the middleware between 'outer' and 'inner': " + rest;
    }

    /** Answers 200 with these arrays, and nothing wrong about it. */
    static Application answering(String... arrays) {
        return (environ, startResponse) -> {
            startResponse.start("200 OK", TEXT);
            return Stream.of(arrays).map(Watched::octets).toList();
        };
    }

    /** Answers 200 with the body given. */
    static Application answering(Iterable<byte[]> body) {
        return (environ, startResponse) -> {
            startResponse.start("200 OK", TEXT);
            return body;
        };
    }

    static byte[] octets(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** A body that is iterated and nothing else. */
    static Iterable<byte[]> lazily(String... arrays) {
        return () -> Stream.of(arrays).map(Watched::octets).iterator();
    }
}
