package gateway.conformance;

import gateway.api.Application;
import gateway.tck.GatewayTck;
import gateway.tck.mock.InProcess;
import gateway.tck.subject.Subject;
import gateway.tck.subject.Variant;

import java.util.Optional;

/** The kit against its own server without sockets. */
class InProcessTck extends GatewayTck {
    @Override
    protected Subject start(Application application) throws Exception {
        return InProcess.start(application, Variant.PLAIN);
    }

    @Override
    protected Optional<Subject> start(Application application, Variant variant) throws Exception {
        return Optional.of(InProcess.start(application, variant));
    }
}
