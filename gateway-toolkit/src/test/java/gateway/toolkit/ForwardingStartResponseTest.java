package gateway.toolkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import gateway.api.Header;
import gateway.api.StartResponse;
import gateway.api.UpgradeHandler;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.invocation.Invocation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Everything is passed on as it is (MW-3), whatever {@link StartResponse} may come to offer. */
class ForwardingStartResponseTest {
    private static final List<Header> HEADERS = List.of(new Header("X", "1"));
    private static final Supplier<List<Header>> TRAILERS = List::of;
    private static final UpgradeHandler HANDLER = (in, out) -> {};

    /** One argument for each type of parameter; a type that is missing here fails the test. */
    private static final Map<Class<?>, Object> ARGUMENTS =
            Map.of(
                    String.class, "204 No Content",
                    List.class, HEADERS,
                    Throwable.class, new Error("replaced"),
                    Supplier.class, TRAILERS,
                    UpgradeHandler.class, HANDLER);

    /** All but the ordinary call, which is defined in terms of another one. */
    static List<Method> methods() throws NoSuchMethodException {
        Method ordinary = StartResponse.class.getMethod("start", String.class, List.class);
        return Arrays.stream(StartResponse.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !method.equals(ordinary))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void passesArgumentsAndResultOn(Method method) throws ReflectiveOperationException {
        for (Object result : results(method)) {
            StartResponse outer = mock(StartResponse.class, invocation -> result);
            Object[] arguments = arguments(method);
            assertEquals(result, method.invoke(new ForwardingStartResponse(outer), arguments));
            List<Invocation> invocations = List.copyOf(mockingDetails(outer).getInvocations());
            assertEquals(1, invocations.size(), invocations::toString);
            assertEquals(method, invocations.get(0).getMethod());
            Object[] passed = invocations.get(0).getRawArguments();
            assertEquals(arguments.length, passed.length);
            for (int i = 0; i < passed.length; i++) {
                assertSame(arguments[i], passed[i]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void letsExceptionsPass(Method method) {
        RuntimeException failure = new IllegalStateException("SR-8");
        StartResponse outer =
                mock(
                        StartResponse.class,
                        invocation -> {
                            throw failure;
                        });
        StartResponse forwarding = new ForwardingStartResponse(outer);
        InvocationTargetException e =
                assertThrows(
                        InvocationTargetException.class,
                        () -> method.invoke(forwarding, arguments(method)));
        assertSame(failure, e.getCause());
    }

    @Test
    void ordinaryCallGoesOnWithoutError() {
        StartResponse outer = mock(StartResponse.class);
        new ForwardingStartResponse(outer).start("200", HEADERS);
        verify(outer).start("200", HEADERS, null);
        verifyNoMoreInteractions(outer);
    }

    /** So a middleware overrides one method and sees every head. */
    @Test
    void ordinaryCallGoesThroughTheOneThatSubclassesOverride() {
        StartResponse outer = mock(StartResponse.class);
        List<String> seen = new ArrayList<>();
        StartResponse subclass =
                new ForwardingStartResponse(outer) {
                    @Override
                    public void start(
                            String status, List<Header> headers, @Nullable Throwable error) {
                        seen.add(status);
                        super.start("201", headers, error);
                    }
                };
        subclass.start("200", HEADERS);
        assertEquals(List.of("200"), seen);
        verify(outer).start("201", HEADERS, null);
    }

    @Test
    @SuppressWarnings("NullAway") // On purpose.
    void refusesNull() {
        assertThrows(NullPointerException.class, () -> new ForwardingStartResponse(null));
    }

    /** What the method may return: both answers of a capability, null of a void method. */
    private static List<@Nullable Object> results(Method method) {
        if (method.getReturnType() == void.class) {
            return Arrays.asList((Object) null);
        }
        assertEquals(boolean.class, method.getReturnType(), method::toString);
        return List.of(true, false);
    }

    private static Object[] arguments(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> assertPresent(ARGUMENTS.get(type), type))
                .toArray();
    }

    private static Object assertPresent(@Nullable Object argument, Class<?> type) {
        assertNotNull(argument, () -> "this test has no argument of " + type);
        return argument;
    }
}
