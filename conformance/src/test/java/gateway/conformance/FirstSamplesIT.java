package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The samples {@code hello} and {@code environ}, from outside. */
class FirstSamplesIT {
    @ParameterizedTest
    @CsvSource({"hello, 1", "environ, 2"})
    void doWhatTheirPagesSay(String sample, int outputs) throws Exception {
        assertEquals(outputs, SamplePage.play(sample).size());
    }
}
