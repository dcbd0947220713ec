package gateway.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** What the default methods do that are not capabilities; those are in {@link ContractTest}. */
class StartResponseTest {
    @Test
    void ordinaryCallHasNoError() {
        List<Header> given = List.of(new Header("X", "1"));
        List<String> calls = new ArrayList<>();
        StartResponse startResponse =
                (status, headers, error) -> {
                    calls.add(status);
                    assertSame(given, headers);
                    assertNull(error);
                };
        startResponse.start("204", given);
        assertEquals(List.of("204"), calls);
    }
}
