package gateway.tck.subject;

import gateway.api.Application;

import java.util.Optional;

/** Starts what is tested. */
@FunctionalInterface
public interface Starter {
    /**
     * Starts a server with the probe. One is started per variant; some cases start more, one after
     * the other.
     *
     * @param probe the application; a server in another process has its own
     * @return empty if the variant is not offered; then its cases are not claimed
     * @throws Exception if it does not start, also where its application refuses to
     */
    Optional<Subject> start(Application probe, Variant variant) throws Exception;
}
