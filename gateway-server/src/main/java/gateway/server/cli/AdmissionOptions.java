package gateway.server.cli;

import gateway.server.Settings;
import gateway.server.net.Admission;
import gateway.server.net.Binding;
import gateway.server.net.Endpoint;
import gateway.server.net.WhenFull;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

import java.time.Duration;
import java.util.Optional;

/** The options for how connections get in, and for how the server stops. */
final class AdmissionOptions {
    private static final String CONNECTIONS = "--max-connections";
    private static final String WHEN_FULL = "--when-full";
    private static final String BACKLOG = "--backlog";
    private static final String REUSE_PORT = "--reuse-port";
    private static final String MODE = "--socket-mode";
    private static final String UNIX_NAME = "--unix-name";
    private static final String GRACE = "--grace";

    private AdmissionOptions() {}

    static ArgGroupSpec group(int order) {
        return ArgGroupSpec.builder()
                .validate(false)
                .order(order)
                .heading("%nConnections:%n")
                .addArg(
                        NumberOption.count(
                                CONNECTIONS,
                                Admission.CONNECTIONS,
                                false,
                                "How many may be open at a time, over all listeners."))
                .addArg(
                        OptionSpec.builder(WHEN_FULL)
                                .paramLabel("wait|refuse")
                                .type(WhenFull.class)
                                .converters((ITypeConverter<WhenFull>) AdmissionOptions::whenFull)
                                .description(
                                        "What becomes of those that are too many: they wait in the"
                                                + " system's queue, or get 503 with Retry-After."
                                                + " Default: wait.")
                                .build())
                .addArg(
                        NumberOption.count(
                                BACKLOG,
                                Admission.BACKLOG,
                                false,
                                "How many the system completes ahead of their acceptance, cut to its own"
                                        + " bound."))
                .addArg(
                        OptionSpec.builder(REUSE_PORT)
                                .type(boolean.class)
                                .description(
                                        "Lets other processes with this option listen at the same TCP"
                                                + " ports (SO_REUSEPORT).")
                                .build())
                .addArg(
                        OptionSpec.builder(MODE)
                                .paramLabel("OCTAL")
                                .type(String.class)
                                .converters((ITypeConverter<String>) AdmissionOptions::mode)
                                .description(
                                        "Permissions of the files of Unix-domain sockets: three octal"
                                                + " digits. Default: 660.")
                                .build())
                .addArg(
                        OptionSpec.builder(UNIX_NAME)
                                .paramLabel("HOST")
                                .type(String.class)
                                .description(
                                        "What SERVER_NAME says over Unix-domain sockets, which have"
                                                + " no name of their own. Default: localhost.")
                                .build())
                .addArg(
                        DurationOption.named(
                                GRACE,
                                Duration.ZERO,
                                Settings.LONGEST_GRACE,
                                Optional.of(Settings.DEFAULT.grace()),
                                "How long a stop waits for running requests before it aborts them."))
                .build();
    }

    /** How connections get in. */
    static Admission admission(CommandSpec spec) {
        Admission usual = Admission.DEFAULT;
        String mode = spec.findOption(MODE).getValue();
        Boolean reusePort = spec.findOption(REUSE_PORT).getValue();
        return new Admission(
                (int) number(spec, BACKLOG, usual.backlog()),
                reusePort != null && reusePort,
                (int) number(spec, CONNECTIONS, usual.connections()),
                Optional.<WhenFull>ofNullable(spec.findOption(WHEN_FULL).getValue())
                        .orElse(usual.whenFull()),
                mode == null ? usual.unixMode() : Endpoint.mode(mode));
    }

    /**
     * The binding with the name that its Unix-domain socket goes by.
     *
     * @throws IllegalArgumentException if it is not the name of a host
     */
    static Binding named(Binding binding, CommandSpec spec) {
        String said = spec.findOption(UNIX_NAME).getValue();
        try {
            return said == null ? binding : binding.named(said);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(UNIX_NAME + ": " + e.getMessage(), e);
        }
    }

    /** How long a stop waits. */
    static Duration grace(CommandSpec spec) {
        Duration said = spec.findOption(GRACE).getValue();
        return said == null ? Settings.DEFAULT.grace() : said;
    }

    private static long number(CommandSpec spec, String name, long usual) {
        Long said = spec.findOption(name).getValue();
        return said == null ? usual : said;
    }

    private static WhenFull whenFull(String word) {
        return switch (word) {
            case "wait" -> WhenFull.WAIT;
            case "refuse" -> WhenFull.REFUSE;
            default ->
                    throw new TypeConversionException("'" + word + "' is neither wait nor refuse");
        };
    }

    private static String mode(String word) {
        try {
            Endpoint.mode(word);
            return word;
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
