package gateway.conformance;

import gateway.api.Application;
import gateway.api.Middleware;
import gateway.tck.subject.Subject;
import gateway.tck.subject.Variant;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import java.util.Optional;

/**
 * The kit against the container over sockets, with all middleware of the toolkit in between, one
 * round the other, none of which has anything to do.
 */
@Tag("MW-1")
@EnabledIfSystemProperty(
        named = "gateway.middleware",
        matches = "full",
        disabledReason = "one by one and without sockets in MiddlewareTck; with -Pfull here too")
class StackedServerTck extends GatewayServerTck {
    private static Application stacked(Application probe) {
        return MiddlewareTck.idle().values().stream()
                .reduce(Middleware::andThen)
                .orElseThrow()
                .applyTo(probe);
    }

    @Override
    protected Subject start(Application application) throws Exception {
        return super.start(stacked(application));
    }

    @Override
    protected Optional<Subject> start(Application application, Variant variant) throws Exception {
        return super.start(stacked(application), variant);
    }
}
