package gateway.server.cli;

import gateway.server.Settings;
import gateway.server.net.Admission;
import gateway.server.net.Binding;
import gateway.server.net.Endpoint;
import gateway.server.net.WhenFull;

import picocli.CommandLine.Model.CommandSpec;

import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The options for how connections get in, and for how the server stops. */
final class AdmissionOptions {
    private static final Option<Long> CONNECTIONS =
            NumberOption.count(
                    "--max-connections",
                    Admission.CONNECTIONS,
                    false,
                    "How many may be open at a time, over all listeners.");

    private static final Option<WhenFull> WHEN_FULL =
            Option.choice(
                    "--when-full",
                    new Choice<>(
                            List.of("wait", "refuse"), List.of(WhenFull.WAIT, WhenFull.REFUSE)),
                    "What becomes of those that are too many: they wait in the system's"
                            + " queue, or get 503 with Retry-After. Default: wait.");

    private static final Option<Long> BACKLOG =
            NumberOption.count(
                    "--backlog",
                    Admission.BACKLOG,
                    false,
                    "How many the system completes ahead of their acceptance, cut to its own bound.");

    private static final Option<Boolean> REUSE_PORT =
            Option.flag(
                    "--reuse-port",
                    "Lets other processes with this option listen at the same TCP ports"
                            + " (SO_REUSEPORT).");

    private static final Option<Set<PosixFilePermission>> MODE =
            Option.once(
                    "--socket-mode",
                    "OCTAL",
                    Endpoint::mode,
                    "Permissions of the files of Unix-domain sockets: three octal digits. Default:"
                            + " 660.");

    private static final Option<String> UNIX_NAME =
            Option.once(
                    "--unix-name",
                    "HOST",
                    word -> word,
                    "What SERVER_NAME says over Unix-domain sockets, which have no name of their own."
                            + " Default: localhost.");

    private static final Option<Duration> GRACE =
            DurationOption.named(
                    "--grace",
                    Duration.ZERO,
                    Settings.LONGEST_GRACE,
                    Optional.of(Settings.DEFAULT.grace()),
                    "How long a stop waits for running requests before it aborts them; after INT 1s at"
                            + " most.");

    private AdmissionOptions() {}

    static Section section() {
        return Section.of(
                "Connections",
                List.of(CONNECTIONS, WHEN_FULL, BACKLOG, REUSE_PORT, MODE, UNIX_NAME, GRACE));
    }

    /** How connections get in. */
    static Admission admission(CommandSpec spec) {
        Admission usual = Admission.DEFAULT;
        return new Admission(
                BACKLOG.in(spec).map(Long::intValue).orElse(usual.backlog()),
                REUSE_PORT.in(spec).orElse(false),
                CONNECTIONS.in(spec).map(Long::intValue).orElse(usual.connections()),
                WHEN_FULL.in(spec).orElse(usual.whenFull()),
                MODE.in(spec).orElse(usual.unixMode()));
    }

    /**
     * The binding with the name that its Unix-domain socket goes by.
     *
     * @throws IllegalArgumentException if it is not the name of a host
     */
    static Binding named(Binding binding, CommandSpec spec) {
        try {
            return UNIX_NAME.in(spec).map(binding::named).orElse(binding);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(UNIX_NAME.name() + ": " + e.getMessage(), e);
        }
    }

    /** How long a stop waits after TERM; after INT it is a second at the most. */
    static Duration grace(CommandSpec spec) {
        return GRACE.in(spec).orElse(Settings.DEFAULT.grace());
    }
}
