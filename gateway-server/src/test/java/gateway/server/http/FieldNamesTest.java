package gateway.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Set;

class FieldNamesTest {
    @ParameterizedTest
    @MethodSource("gateway.server.http.FieldNames#known")
    void aKnownNameIsOneString(String name) {
        assertSame(name, read(name));
    }

    @ParameterizedTest
    @MethodSource("gateway.server.http.FieldNames#known")
    void aNameThatDiffersInOneOctetIsAnother(String name) {
        for (int i = 0; i < name.length(); i++) {
            String other = name.substring(0, i) + '~' + name.substring(i + 1);
            assertEquals(other, read(other));
        }
        assertEquals(name + "s", read(name + "s"));
        assertEquals(name.substring(1), read(name.substring(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "HOST", "hOST", "Cookie2", "X-Something-Of-Its-Own"})
    void anyNameIsAsItWasSent(String name) {
        assertEquals(name, read(name));
    }

    @Test
    void thereAreNoDoubles() {
        assertEquals(FieldNames.known().size(), Set.copyOf(FieldNames.known()).size());
    }

    private static String read(String name) {
        byte[] octets = (">" + name + ":").getBytes(StandardCharsets.ISO_8859_1);
        return FieldNames.of(octets, 1, octets.length - 1);
    }
}
