package gateway.sample.cgi;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the operator may set.
 *
 * @param scripts {@code cgi.directory}, a folder of programs, or {@code cgi.program}, the one
 *     program that answers every path
 * @param documents {@code cgi.documents}: what PATH_INFO is translated into; absolute
 * @param timeout {@code cgi.timeout}: how long a program may neither write nor read while somebody
 *     waits for it; 60 s if not set
 * @param processes {@code cgi.processes}: how many programs run at once; 16 if not set
 * @param patience {@code cgi.wait}: how long a request waits for one of these to end; 10 s if not
 *     set
 * @param passesAuthorization {@code cgi.pass_authorization}: whether programs see the credentials
 *     of the client
 * @param variables {@code cgi.env.*}: what programs have in their environment besides the
 *     meta-variables; names in upper case
 */
record CgiSettings(
        Scripts scripts,
        Optional<Path> documents,
        Duration timeout,
        int processes,
        Duration patience,
        boolean passesAuthorization,
        Map<String, String> variables) {
    private static final String PREFIX = "cgi.";
    private static final String VARIABLE = "cgi.env.";
    private static final Set<String> NAMES =
            Set.of(
                    "cgi.directory",
                    "cgi.program",
                    "cgi.documents",
                    "cgi.timeout",
                    "cgi.processes",
                    "cgi.wait",
                    "cgi.pass_authorization");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
    private static final int MOST_PROCESSES = 10_000;

    /**
     * Reads settings.
     *
     * @throws IllegalArgumentException if one is wrong; the message is for the operator
     */
    static CgiSettings of(Map<String, String> settings) {
        Map<String, String> variables = new TreeMap<>();
        settings.forEach(
                (name, value) -> {
                    if (name.startsWith(VARIABLE)) {
                        variables.put(variable(name), value);
                    } else if (name.startsWith(PREFIX) && !NAMES.contains(name)) {
                        throw new IllegalArgumentException("there is no setting " + name);
                    }
                });
        return new CgiSettings(
                new Scripts(place(settings)),
                folder(settings, "cgi.documents"),
                duration(settings, "cgi.timeout", Duration.ofSeconds(60)),
                processes(settings),
                duration(settings, "cgi.wait", Duration.ofSeconds(10)),
                isTrue(settings, "cgi.pass_authorization"),
                variables);
    }

    private static Path place(Map<String, String> settings) {
        Optional<Path> directory = folder(settings, "cgi.directory");
        Optional<String> program = Optional.ofNullable(settings.get("cgi.program"));
        if (directory.isPresent() == program.isPresent()) {
            throw new IllegalArgumentException(
                    "one of cgi.directory (a folder of programs) and cgi.program (one program"
                            + " for every path) has to be set, such as"
                            + " --set cgi.directory=/usr/lib/cgi-bin");
        }
        return directory.orElseGet(() -> file(program.orElseThrow()));
    }

    private static Path file(String name) {
        Path file = absolute("cgi.program", name);
        if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
            throw new IllegalArgumentException("cgi.program: " + file + " cannot be executed");
        }
        return file;
    }

    private static Optional<Path> folder(Map<String, String> settings, String name) {
        String value = settings.get(name);
        if (value == null) {
            return Optional.empty();
        }
        Path folder = absolute(name, value);
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(name + ": " + folder + " is not a folder");
        }
        return Optional.of(folder);
    }

    private static Path absolute(String name, String value) {
        try {
            return Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(name + ": not a path: " + value, e);
        }
    }

    private static Duration duration(Map<String, String> settings, String name, Duration usual) {
        String value = settings.get(name);
        if (value == null) {
            return usual;
        }
        Matcher parts = DURATION.matcher(value);
        if (!parts.matches() || Long.parseLong(parts.group(1)) == 0) {
            throw new IllegalArgumentException(
                    name + ": " + value + " is not a time such as 500ms, 30s, 5m or 1h");
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    private static int processes(Map<String, String> settings) {
        String value = settings.getOrDefault("cgi.processes", "16");
        if (!value.matches("[0-9]{1,5}")
                || Integer.parseInt(value) < 1
                || Integer.parseInt(value) > MOST_PROCESSES) {
            throw new IllegalArgumentException(
                    "cgi.processes: " + value + " is not a number from 1 to " + MOST_PROCESSES);
        }
        return Integer.parseInt(value);
    }

    private static boolean isTrue(Map<String, String> settings, String name) {
        String value = settings.getOrDefault(name, "false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException(name + ": " + value + " is neither true nor false");
        }
        return value.equals("true");
    }

    /** {@code cgi.env.git_project_root} is GIT_PROJECT_ROOT. */
    private static String variable(String setting) {
        String name = setting.substring(VARIABLE.length()).toUpperCase(Locale.ROOT);
        if (!name.matches("[A-Z_][A-Z0-9_]*") || name.startsWith("HTTP_")) {
            throw new IllegalArgumentException(
                    setting
                            + ": a variable has letters, digits and _, and does not begin with"
                            + " http_, which is for what the client sends");
        }
        return name;
    }
}
