package gateway.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080, 127.0.0.1, 8080",
        "localhost:0, localhost, 0",
        "[::1]:65535, ::1, 65535",
        "[::]:80, ::, 80"
    })
    void isReadAndShownAlike(String text, String host, int port) {
        Endpoint endpoint = Endpoint.parse(text);
        assertEquals(Endpoint.tcp(host, port), endpoint);
        assertEquals(text, endpoint.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "8080",
                ":80",
                "host",
                "host:",
                "h:1x",
                "h:-1",
                "h:65536",
                "h:123456",
                "::1:80"
            })
    void saysWhatIsWrong(String text) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Endpoint.parse(text));
        assertTrue(String.valueOf(refused.getMessage()).length() > 10, refused.toString());
    }
}
