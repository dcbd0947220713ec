package gateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** What a word may have meant. */
class NearestTest {
    private static final List<String> KNOWN =
            List.of(
                    "--bind",
                    "--grace",
                    "--head-timeout",
                    "--body-timeout",
                    "--max-body-size",
                    "--key");

    @ParameterizedTest
    @CsvSource({
        "--bnd, --bind",
        "--binnd, --bind",
        "--bimd, --bind",
        "--ibnd, --bind",
        "--graec, --grace",
        "--kye, --key",
        "--timeout, --head-timeout --body-timeout",
        "--bdy-timeout, --body-timeout",
        "--max-body, --max-body-size",
        "--body-size, --max-body-size",
        "--bind-address, --bind",
        "--graceful, --grace",
        "--gr, ''",
        "--workers, ''",
        "-b, ''",
        "--, ''",
        "x, ''"
    })
    void isTheFewestSlipsAway(String word, String nearest) {
        assertEquals(nearest, String.join(" ", Nearest.to(word, KNOWN)));
    }
}
