package gateway.server.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.server.Gateway;
import gateway.toolkit.middleware.RequestIdMiddleware;

import org.slf4j.LoggerFactory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code gateway run} in a process of its own, whose loggers know an MDC. */
final class Run implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("Listening at: (\\S+) .*");

    private final Process process;
    private final List<String> errors = new ArrayList<>(); // Guarded by itself.
    private final Thread errorReader;
    private final StringBuilder output = new StringBuilder(); // Guarded by itself.
    private final Thread outputReader;

    private Run(Process process) {
        this.process = process;
        this.errorReader =
                Thread.ofVirtual()
                        .start(
                                () ->
                                        process.errorReader(UTF_8)
                                                .lines()
                                                .forEach(
                                                        line -> {
                                                            synchronized (errors) {
                                                                errors.add(line);
                                                                errors.notifyAll();
                                                            }
                                                        }));
        this.outputReader = Thread.ofVirtual().start(() -> readOutput());
    }

    /** Starts it; returns when it listens. */
    static Run of(Class<? extends Application> application, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of("-Dslf4j.provider=" + MdcProvider.class.getName(), "-cp"));
        command.add(
                Stream.of(
                                Gateway.class,
                                Application.class,
                                RequestIdMiddleware.class,
                                picocli.CommandLine.class,
                                org.slf4j.Logger.class,
                                LoggerFactory.getILoggerFactory().getClass(),
                                io.prometheus.metrics.model.snapshots.MetricSnapshots.class,
                                io.prometheus.metrics.config.PrometheusProperties.class,
                                io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter
                                        .class,
                                Run.class)
                        .map(Run::place)
                        .distinct()
                        .collect(Collectors.joining(":")));
        command.addAll(List.of("gateway.server.cli.Main", "run", application.getName()));
        command.addAll(List.of("--bind", "127.0.0.1:0"));
        command.addAll(List.of(words));
        Run run = new Run(new ProcessBuilder(command).start());
        run.awaitError("Listening at: ");
        return run;
    }

    private static String place(Class<?> part) {
        try {
            return Path.of(part.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void readOutput() {
        try (BufferedReader reader = process.inputReader(UTF_8)) {
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                synchronized (output) {
                    output.append((char) c);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    URI home() {
        Matcher matcher = LISTENING.matcher(line("Listening at: "));
        if (!matcher.matches()) {
            throw new IllegalStateException(errors());
        }
        return URI.create(matcher.group(1));
    }

    /** The first line on its standard error that contains {@code part}. */
    String line(String part) {
        synchronized (errors) {
            return errors.stream().filter(line -> line.contains(part)).findFirst().orElse("");
        }
    }

    /** Waits for such a line, which a test's time limit ends. */
    String awaitError(String part) throws InterruptedException {
        synchronized (errors) {
            while (line(part).isEmpty()) {
                if (!process.isAlive() && !errorReader.isAlive()) {
                    throw new IllegalStateException("it has ended: " + errors);
                }
                errors.wait(100);
            }
        }
        return line(part);
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    /** Its exit code, once it has ended and everything was read. */
    int end() throws InterruptedException {
        int code = process.waitFor();
        errorReader.join();
        outputReader.join();
        return code;
    }

    String errors() {
        synchronized (errors) {
            return String.join("\n", errors);
        }
    }

    String output() {
        synchronized (output) {
            return output.toString();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
