package gateway.conformance.load;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class IdleConnectionsTest {
    /** That each of them is answered is what can fail; what they cost is printed. */
    @Test
    @EnabledOnOs(OS.LINUX)
    @Timeout(600)
    void connectionsThatWaitedAreAnswered() throws Exception {
        IdleConnections.measure(Load.of(500, 10_000));
    }
}
