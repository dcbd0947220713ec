package gateway.conformance;

import gateway.api.Application;
import gateway.tck.subject.Subject;
import gateway.tck.subject.Variant;
import gateway.toolkit.validator.ValidatorMiddleware;

import org.junit.jupiter.api.Tag;

import java.util.Optional;

/** The kit against the container with a validator in between, which nobody notices. */
@Tag("MW-1")
@Tag("VAL-1")
class ValidatedServerTck extends GatewayServerTck {
    @Override
    protected Subject start(Application application) throws Exception {
        return super.start(validated(application));
    }

    @Override
    protected Optional<Subject> start(Application application, Variant variant) throws Exception {
        return super.start(validated(application), variant);
    }

    /** Findings are not looked at: half of the applications are at fault on purpose. */
    private static Application validated(Application application) {
        return ValidatorMiddleware.named("kit").reportingTo(finding -> {}).applyTo(application);
    }
}
