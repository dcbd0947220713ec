package gateway.conformance.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.conformance.Checkout;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** This checkout has no drift. */
@Tag("CONF-2")
class DriftTest {
    @Test
    void everyClauseIsTestedAndEveryIdIsAClause() throws IOException {
        Drift drift =
                new Drift(
                        new SourceTree(Checkout.top()),
                        ClauseIndex.read(packaged()),
                        KitCases.all());
        System.out.println("[drift] " + drift.summary());
        List<String> faults = drift.faults();
        assertTrue(faults.isEmpty(), () -> "\n" + String.join("\n", faults));
    }

    @Test
    void theKitCarriesTheSpecificationAsItIs(@TempDir Path classes) throws Exception {
        ClauseGenerator.Outcome fresh =
                new ClauseGenerator(Checkout.top(), classes).run(Checkout.top().resolve("spec.md"));
        assertEquals(List.of(), fresh.faults());
        assertEquals(fresh.json(), packaged());
    }

    private static String packaged() throws IOException {
        try (InputStream json =
                Objects.requireNonNull(
                        DriftTest.class.getResourceAsStream("/gateway/tck/clauses.json"))) {
            return new String(json.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
