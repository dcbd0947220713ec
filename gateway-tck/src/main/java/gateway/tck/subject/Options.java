package gateway.tck.subject;

import gateway.tck.http.Version;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a server's author tells the kit about a server. What is absent is not tested, and shown as
 * not claimed.
 *
 * @param versions of HTTP that it speaks
 * @param capabilities that it claims
 * @param bodyLimit octets of a request body above which it refuses, 1 to 16 MiB (IN-11)
 * @param log all text it has logged so far, that of {@code gateway.errors} included
 * @param grace how long a stop waits for running requests (SRV-3)
 * @param parallel requests that it runs at the same time, at least 1; 1 claims nothing
 */
public record Options(
        Set<Version> versions,
        Set<Capability> capabilities,
        OptionalLong bodyLimit,
        Optional<Supplier<String>> log,
        Optional<Duration> grace,
        int parallel) {
    /** HTTP/1.0 and HTTP/1.1, eight requests at a time, and nothing that is optional. */
    public static final Options DEFAULT =
            new Options(
                    EnumSet.allOf(Version.class),
                    Set.of(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    8);

    /** Copies the sets. */
    public Options {
        versions = Set.copyOf(versions);
        capabilities = Set.copyOf(capabilities);
    }

    /** The same with other versions. */
    public Options speaking(Set<Version> others) {
        return new Options(others, capabilities, bodyLimit, log, grace, parallel);
    }

    /** The same with these capabilities. */
    public Options claiming(Set<Capability> claimed) {
        return new Options(versions, claimed, bodyLimit, log, grace, parallel);
    }

    /** The same with a limit for request bodies. */
    public Options limiting(long octets) {
        return new Options(versions, capabilities, OptionalLong.of(octets), log, grace, parallel);
    }

    /** The same with a log that can be read. */
    public Options logging(Supplier<String> text) {
        return new Options(versions, capabilities, bodyLimit, Optional.of(text), grace, parallel);
    }

    /** The same with a known grace. */
    public Options waiting(Duration forRequests) {
        return new Options(
                versions, capabilities, bodyLimit, log, Optional.of(forRequests), parallel);
    }

    /** The same with another number of requests at a time. */
    public Options running(int requests) {
        return new Options(versions, capabilities, bodyLimit, log, grace, requests);
    }
}
