package gateway.toolkit.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Header;
import gateway.api.Lifecycle;
import gateway.api.StartResponse;
import gateway.toolkit.errors.HttpException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An application made of routes: every kind of answer, and what endpoints get to see. */
class RoutingApplicationTest {
    private static final Application ECHO =
            (environ, startResponse) -> {
                startResponse.start("200 OK", List.of());
                return List.of(
                        (environ.get("REQUEST_METHOD")
                                        + " "
                                        + RoutingApplication.arguments(environ).values())
                                .getBytes(UTF_8));
            };

    private static final Application APPLICATION =
            RoutingApplication.of(
                    Routes.<String>builder()
                            .add(Rule.of("/user/<int:id>", "user").methods("GET"))
                            .add(Rule.of("/user/<int:id>", "edit").methods("PUT", "PATCH"))
                            .add(Rule.of("/own/<x>", "options").methods("OPTIONS"))
                            .add("/any/<x>", "any")
                            .add("/branch/", "branch")
                            .build(),
                    name -> ECHO);

    private static final class Answer implements StartResponse {
        String status = "";
        List<Header> headers = List.of();
        String body = "";

        @Override
        public void start(String status, List<Header> headers, @Nullable Throwable error) {
            this.status = status;
            this.headers = headers;
        }

        String header(String name) {
            return headers.stream()
                    .filter(header -> header.name().equals(name))
                    .map(Header::value)
                    .findAny()
                    .orElse("");
        }
    }

    private static Map<String, Object> environ(String method, String script, String rawPath) {
        Map<String, Object> environ = new HashMap<>();
        environ.put("REQUEST_METHOD", method);
        environ.put("SCRIPT_NAME", script);
        environ.put("PATH_INFO", PathText.decode(rawPath).map(PathText::release).orElseThrow());
        environ.put("gateway.raw_script_name", script);
        environ.put("gateway.raw_path_info", rawPath);
        environ.put("QUERY_STRING", "a=1&b=2");
        environ.put("SERVER_NAME", "localhost");
        environ.put("SERVER_PORT", "8080");
        environ.put("gateway.url_scheme", "http");
        return environ;
    }

    private static Answer call(Application application, Map<String, Object> environ)
            throws Exception {
        Answer answer = new Answer();
        StringBuilder body = new StringBuilder();
        for (byte[] array : application.call(environ, answer)) {
            body.append(new String(array, UTF_8));
        }
        answer.body = body.toString();
        return answer;
    }

    private static Answer call(String method, String rawPath) throws Exception {
        return call(APPLICATION, environ(method, "/m", rawPath));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /user/5 | 200 OK | GET {id=5}",
                "HEAD | /user/5 | 200 OK | HEAD {id=5}",
                "PUT | /user/5 | 200 OK | PUT {id=5}",
                "TRACE | /any/a%2Fb | 200 OK | TRACE {x=a/b}",
                "OPTIONS | /any/x | 200 OK | OPTIONS {x=x}",
                "OPTIONS | /own/x | 200 OK | OPTIONS {x=x}",
            })
    void handsOnWhatMatches(String method, String path, String status, String body)
            throws Exception {
        Answer answer = call(method, path);
        assertEquals(status, answer.status);
        assertEquals(body, answer.body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /user/5 | 405 Method Not Allowed | GET, HEAD, OPTIONS, PATCH, PUT",
                "GET | /own/x | 405 Method Not Allowed | OPTIONS",
                "OPTIONS | /user/5 | 204 No Content | GET, HEAD, OPTIONS, PATCH, PUT",
                "OPTIONS | * | 204 No Content | GET, HEAD, OPTIONS, PATCH, PUT",
            })
    void saysWhichMethodsThereAre(String method, String path, String status, String allow)
            throws Exception {
        Answer answer = call(method, path);
        assertEquals(status, answer.status);
        assertEquals(allow, answer.header("Allow"));
        assertEquals(method.equals("OPTIONS"), answer.body.isEmpty());
    }

    @Test
    void answersNotFound() throws Exception {
        for (String path : List.of("/user/x", "/nope", "/user/5/")) {
            Answer answer = call("GET", path);
            assertEquals("404 Not Found", answer.status);
            assertTrue(answer.body.startsWith("404 Not Found"));
        }
        assertEquals("404 Not Found", call("OPTIONS", "/nope").status);
    }

    @Test
    void throwsErrorsIfToldTo() throws Exception {
        Application throwing =
                RoutingApplication.of(
                                Routes.<Application>builder()
                                        .add(Rule.of("/user/<id>", ECHO).methods("GET"))
                                        .build())
                        .throwing();
        HttpException none =
                assertThrows(
                        HttpException.class, () -> call(throwing, environ("GET", "", "/nope")));
        assertEquals(404, none.status());
        HttpException other =
                assertThrows(
                        HttpException.class, () -> call(throwing, environ("POST", "", "/user/5")));
        assertEquals(405, other.status());
        assertEquals(List.of(new Header("Allow", "GET, HEAD, OPTIONS")), other.headers());
        assertEquals("GET {id=5}", call(throwing, environ("GET", "", "/user/5")).body);
        assertEquals("204 No Content", call(throwing, environ("OPTIONS", "", "/user/5")).status);
    }

    @Test
    void redirectsWithinTheMount() throws Exception {
        Answer answer = call("POST", "/branch");
        assertEquals("308 Permanent Redirect", answer.status);
        assertEquals("/m/branch/?a=1&b=2", answer.header("Location"));
        assertTrue(
                answer.body.contains(
                        "<a href=\"/m/branch/?a=1&amp;b=2\">/m/branch/?a=1&amp;b=2</a>"),
                answer.body);
    }

    @Test
    void routesToApplicationsDirectly() throws Exception {
        Application application =
                RoutingApplication.of(Routes.<Application>builder().add("/<path:p>", ECHO).build());
        assertEquals("GET {p=a/b}", call(application, environ("GET", "", "/a/b")).body);
    }

    /** With the endpoint's arguments behind a function, nobody sees those of another path. */
    @Test
    @Tag("MW-8")
    void argumentsFollowThePath() throws Exception {
        Map<String, Object> environ = environ("GET", "/m", "/user/5");
        call(APPLICATION, environ);
        assertEquals(5, RoutingApplication.arguments(environ).integer("id"));
        Arguments first = RoutingApplication.arguments(environ);

        environ.put("SCRIPT_NAME", "/m/user");
        environ.put("gateway.raw_script_name", "/m/user");
        environ.put("PATH_INFO", "/5");
        environ.put("gateway.raw_path_info", "/5");
        assertSame(first, RoutingApplication.arguments(environ), "the mount has moved, no more");

        environ.put("PATH_INFO", "/6");
        environ.put("gateway.raw_path_info", "/6");
        assertEquals(6, RoutingApplication.arguments(environ).integer("id"));

        environ.put("gateway.raw_path_info", "/x");
        assertThrows(IllegalArgumentException.class, () -> RoutingApplication.arguments(environ));
        assertThrows(IllegalArgumentException.class, () -> RoutingApplication.arguments(Map.of()));
    }

    @Test
    @Tag("EXT-1")
    @Tag("ENV-3")
    void itsKeyIsItsOwn() {
        assertFalse(RoutingApplication.ARGUMENTS.startsWith("gateway."));
        assertTrue(RoutingApplication.ARGUMENTS.matches("[a-z0-9_]+(\\.[a-z0-9_]+)+"));
    }

    @Test
    @Tag("MW-3")
    void handsTheResponseOnAsItIs() throws Exception {
        List<StartResponse> seen = new ArrayList<>();
        Answer answer = new Answer();
        RoutingApplication.of(
                        Routes.<Application>builder()
                                .add(
                                        "/",
                                        (environ, startResponse) -> {
                                            seen.add(startResponse);
                                            return List.of();
                                        })
                                .build())
                .call(environ("GET", "", "/"), answer);
        assertSame(answer, seen.get(0));
    }

    private record Living(String name, List<String> log, Optional<Exception> failure)
            implements Application, Lifecycle {
        @Override
        public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
            return List.of();
        }

        @Override
        public void start(Map<String, String> settings) throws Exception {
            log.add("start " + name);
            if (failure.isPresent()) {
                throw failure.get();
            }
        }

        @Override
        public void stop() {
            log.add("stop " + name);
        }
    }

    @Test
    @Tag("LIFE-3")
    void startsAndStopsItsEndpoints() throws Exception {
        List<String> log = new ArrayList<>();
        Living first = new Living("first", log, Optional.empty());
        Living second = new Living("second", log, Optional.empty());
        RoutingApplication application =
                RoutingApplication.of(
                        Routes.<Application>builder()
                                .add("/a", first)
                                .add("/b", second)
                                .add("/c", first)
                                .add("/d", ECHO)
                                .build());
        application.start(Map.of());
        application.stop();
        application.stop();
        assertEquals(List.of("start first", "start second", "stop second", "stop first"), log);
    }

    @Test
    @Tag("LIFE-1")
    void aFailedStartStopsTheOthers() {
        List<String> log = new ArrayList<>();
        Exception failure = new Exception("no database");
        RoutingApplication application =
                RoutingApplication.of(
                        Routes.<Application>builder()
                                .add("/a", new Living("first", log, Optional.empty()))
                                .add("/b", new Living("second", log, Optional.of(failure)))
                                .build());
        assertSame(failure, assertThrows(Exception.class, () -> application.start(Map.of())));
        assertEquals(List.of("start first", "start second", "stop first"), log);
    }
}
