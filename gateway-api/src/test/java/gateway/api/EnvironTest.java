package gateway.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.InputStream;
import java.io.PrintWriter;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.net.ssl.SSLSession;

/** The names of the keys (ENV-3, EXT-1), and what the readers make of present, absent and wrong. */
class EnvironTest {
    private static final InputStream INPUT = InputStream.nullInputStream();
    private static final PrintWriter ERRORS = new PrintWriter(PrintWriter.nullWriter());

    @Test
    void everyKeyIsUniqueAndNamedAfterItsConstant() throws IllegalAccessException {
        Set<String> keys = new HashSet<>();
        for (Field constant : constants()) {
            String key = (String) constant.get(null);
            String name = constant.getName();
            assertEquals(
                    key.startsWith("gateway.") ? "gateway." + name.toLowerCase(Locale.ROOT) : name,
                    key);
            assertTrue(key.matches("[A-Z][A-Z_]*|gateway\\.[a-z][a-z_]*"), key);
            assertTrue(keys.add(key), key);
        }
        assertTrue(keys.contains("REQUEST_METHOD") && keys.contains("gateway.input"));
    }

    @Test
    void hasNothingPublicButKeysAndReaders() {
        for (Field field : Environ.class.getFields()) {
            assertTrue(constants().contains(field), field::toString);
        }
        assertEquals(0, Environ.class.getConstructors().length);
    }

    /** Reader, its key, a value of the key's type. */
    static List<Arguments> required() {
        return List.of(
                required(Environ::method, "REQUEST_METHOD", "M-SEARCH"),
                required(Environ::scriptName, "SCRIPT_NAME", ""),
                required(Environ::pathInfo, "PATH_INFO", "/ä"),
                required(Environ::queryString, "QUERY_STRING", "a=%20"),
                required(Environ::input, "gateway.input", INPUT),
                required(Environ::inputLength, "gateway.input_length", -1L),
                required(Environ::errors, "gateway.errors", ERRORS));
    }

    private static Arguments required(
            Function<Map<String, Object>, Object> reader, String key, Object value) {
        return arguments(reader, key, value);
    }

    @ParameterizedTest
    @MethodSource("required")
    void readsTheValueOfItsKey(
            Function<Map<String, Object>, Object> reader, String key, Object value) {
        assertEquals(value, reader.apply(Map.of(key, value)));
    }

    @ParameterizedTest
    @MethodSource("required")
    void namesTheKeyThatIsAbsent(Function<Map<String, Object>, Object> reader, String key) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> reader.apply(new HashMap<>()));
        assertEquals("the environ has no " + key, e.getMessage());
    }

    @ParameterizedTest
    @MethodSource("required")
    void namesTheKeyThatIsOfAnotherType(
            Function<Map<String, Object>, Object> reader, String key, Object value) {
        assertWrongType(key, () -> reader.apply(Map.of(key, Optional.of("secret"))));
    }

    @Test
    void lengthMustNotBeAnInteger() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Environ.inputLength(Map.of(Environ.INPUT_LENGTH, 5)));
        assertEquals(
                "ENV-3: gateway.input_length is a java.lang.Integer, not a java.lang.Long",
                e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "User-Agent, HTTP_USER_AGENT",
        "USER-AGENT, HTTP_USER_AGENT",
        "user-agent, HTTP_USER_AGENT",
        "uSER-aGENT, HTTP_USER_AGENT",
        "Via, HTTP_VIA",
        "X-1z, HTTP_X_1Z",
        "Content-Type, CONTENT_TYPE",
        "content-type, CONTENT_TYPE",
        "CONTENT-TYPE, CONTENT_TYPE",
        "Content-Length, CONTENT_LENGTH",
        "content-LENGTH, CONTENT_LENGTH",
        "Content-Language, HTTP_CONTENT_LANGUAGE",
        "Content-Types, HTTP_CONTENT_TYPES"
    })
    void findsHeaderInAnyCase(String name, String key) {
        assertEquals(Optional.of("value"), Environ.header(Map.of(key, "value"), name));
        assertEquals(Optional.of(""), Environ.header(Map.of(key, ""), name));
        assertEquals(Optional.empty(), Environ.header(Map.of("HTTP_OTHER", "value"), name));
    }

    /** ENV-13: where somebody puts those keys, they are not the header. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Type", "Content-Length"})
    void lengthAndTypeOfTheBodyHaveOneKey(String name) {
        Map<String, Object> environ =
                Map.of("HTTP_CONTENT_TYPE", "forged", "HTTP_CONTENT_LENGTH", "0");
        assertEquals(Optional.empty(), Environ.header(environ, name));
    }

    /** U+017F is a capital S to String.toUpperCase, and in Turkish i is not a capital I. */
    @Test
    void caseOfHeaderNamesIsThatOfAscii() {
        assertEquals(Optional.empty(), Environ.header(Map.of("HTTP_HOST", "h"), "Ho\u017Ft"));
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertEquals(Optional.of("1.1 a"), Environ.header(Map.of("HTTP_VIA", "1.1 a"), "via"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void headerMustBeAString() {
        assertWrongType("HTTP_X", () -> Environ.header(Map.of("HTTP_X", 1), "X"));
    }

    @Test
    void asksWhetherTheClientIsGoneEachTime() {
        List<Boolean> answers = new ArrayList<>(List.of(false, true));
        BooleanSupplier supplier = () -> answers.remove(0);
        Map<String, Object> environ = Map.of(Environ.CLIENT_DISCONNECTED, supplier);
        assertFalse(Environ.clientDisconnected(environ));
        assertTrue(Environ.clientDisconnected(environ));
        assertFalse(Environ.clientDisconnected(Map.of()));
        assertWrongType(
                Environ.CLIENT_DISCONNECTED,
                () -> Environ.clientDisconnected(Map.of(Environ.CLIENT_DISCONNECTED, true)));
    }

    @Test
    void registersFinishCallbacks() {
        List<Consumer<Finish>> registered = new ArrayList<>();
        Consumer<Consumer<Finish>> register = registered::add;
        List<Finish> seen = new ArrayList<>();
        Consumer<Finish> callback = seen::add;
        assertTrue(Environ.onFinish(Map.of(Environ.ON_FINISH, register), callback));
        assertEquals(1, registered.size());
        assertSame(callback, registered.get(0));
        assertEquals(List.of(), seen);
    }

    @Test
    void saysThatFinishCallbacksWillNotRun() {
        List<Finish> seen = new ArrayList<>();
        assertFalse(Environ.onFinish(new HashMap<>(), seen::add));
        assertEquals(List.of(), seen);
        assertWrongType(
                Environ.ON_FINISH,
                () -> Environ.onFinish(Map.of(Environ.ON_FINISH, "text"), seen::add));
    }

    @Test
    void asksForTrailersEachTime() {
        List<Header> trailers = new ArrayList<>();
        Supplier<List<Header>> supplier = () -> List.copyOf(trailers);
        Map<String, Object> environ = Map.of(Environ.REQUEST_TRAILERS, supplier);
        assertEquals(List.of(), Environ.requestTrailers(environ));
        trailers.add(new Header("Digest", "abc"));
        assertEquals(trailers, Environ.requestTrailers(environ));
        assertEquals(List.of(), Environ.requestTrailers(Map.of()));
        assertWrongType(
                Environ.REQUEST_TRAILERS,
                () -> Environ.requestTrailers(Map.of(Environ.REQUEST_TRAILERS, trailers)));
    }

    @Test
    void readsTheTlsSession() {
        SSLSession session =
                (SSLSession)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {SSLSession.class},
                                (proxy, method, arguments) -> {
                                    throw new AssertionError("the session was used");
                                });
        assertSame(session, Environ.sslSession(Map.of(Environ.SSL_SESSION, session)).orElseThrow());
        assertEquals(Optional.empty(), Environ.sslSession(Map.of()));
        assertWrongType(
                Environ.SSL_SESSION, () -> Environ.sslSession(Map.of(Environ.SSL_SESSION, "text")));
    }

    private static void assertWrongType(String key, Executable read) {
        String message = assertThrows(IllegalArgumentException.class, read).toString();
        assertTrue(message.contains("ENV-3: " + key + " is a java."), message);
        assertFalse(message.contains("secret"), message);
    }

    private static List<Field> constants() {
        return Arrays.stream(Environ.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .filter(field -> Modifier.isFinal(field.getModifiers()))
                .filter(field -> field.getType() == String.class)
                .toList();
    }
}
