package gateway.server.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a.b",
                "a.b.",
                "a_b",
                "a:80",
                "a:",
                "1.2.3.4:65535",
                "0.0.0.0=5000",
                "[::]",
                "[::1]:80",
                "[1:2:3:4:5:6:7:8]",
                "[1::8]",
                "[::ffff:1.2.3.4]",
                "[1:2:3:4:5:6:1.2.3.4]",
                "[1:2:3:4:5:6:7::]"
            })
    void valid(String text) {
        assertTrue(Host.isValid(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":80",
                "a b",
                "a@b",
                "a/b",
                "a?b",
                "a#b",
                "a:b",
                "a:80:80",
                "a:65536",
                "a:+8",
                "a%41",
                "\u00e4",
                "[]",
                "[",
                "[::1",
                "::1",
                "[:::]",
                "[1:2]",
                "[::1]x",
                "[::1]:x",
                "[1::2::3]",
                "[12345::]",
                "[::g]",
                "[::1.2.3]",
                "[::1.2.3.256]",
                "[::01.2.3.4]",
                "[1.2.3.4::]",
                "[1:2:3:4:5:6:7:8:9]",
                "[1:2:3:4:5:6:7:8::]",
                "[::1%25eth0]",
                "[v1.a]"
            })
    void invalid(String text) {
        assertFalse(Host.isValid(text));
    }
}
