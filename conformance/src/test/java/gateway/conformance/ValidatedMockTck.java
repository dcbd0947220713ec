package gateway.conformance;

import gateway.conformance.validated.ComparedTck;
import gateway.tck.mock.InProcess;
import gateway.tck.subject.Starter;

import org.junit.jupiter.api.Tag;

/** The kit against its own server without sockets, with a validator in between. */
@Tag("MW-1")
@Tag("VAL-1")
class ValidatedMockTck extends ComparedTck {
    @Override
    protected Starter starter() {
        return InProcess.starter();
    }
}
