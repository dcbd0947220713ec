package gateway.conformance;

import gateway.conformance.validated.ComparedTck;
import gateway.tck.subject.Starter;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The kit against the container with a validator in between, which nobody notices. */
@Tag("MW-1")
@Tag("VAL-1")
class ValidatedServerTck extends ComparedTck {
    private final GatewayServerTck server = new GatewayServerTck();

    @BeforeAll
    void takeLog() {
        server.takeLog();
    }

    @AfterAll
    void giveBackLog() {
        server.giveBackLog();
    }

    @Override
    protected Starter starter() {
        return server::start;
    }
}
