package gateway.sample.cgi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.toolkit.testing.Answer;
import gateway.toolkit.testing.Client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** A folder of shell programs that a test writes, and an application that runs them. */
final class Programs implements AutoCloseable {
    /** Prints its environment, one variable in a line; no value of a test has a line end. */
    static final String ENVIRONMENT = "echo Content-Type: text/plain; echo; env";

    private final Path folder;
    private final Cgi application = new Cgi();

    Programs(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** Writes a program for {@code /bin/sh}. */
    Path write(String name, String lines) throws IOException {
        return executable(folder.resolve(name), "#!/bin/sh\n" + lines + "\n");
    }

    static Path executable(Path file, String text) throws IOException {
        Files.writeString(file, text, ISO_8859_1);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /**
     * Starts the application.
     *
     * @param settings names without {@code cgi.}, and values, besides {@code directory}
     */
    Client start(String... settings) {
        application.start(settings("directory", folder.toString(), settings));
        return Client.of(application);
    }

    Cgi application() {
        return application;
    }

    static Map<String, String> settings(String name, String value, String... more) {
        Map<String, String> all = new HashMap<>();
        all.put("cgi." + name, value);
        for (int i = 0; i < more.length; i += 2) {
            all.put("cgi." + more[i], more[i + 1]);
        }
        return all;
    }

    /** What {@link #ENVIRONMENT} has printed, one char per octet. */
    static Map<String, String> environment(Answer answer) {
        Map<String, String> variables = new TreeMap<>();
        for (String line : new String(answer.body(), ISO_8859_1).lines().toList()) {
            int equals = line.indexOf('=');
            variables.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return variables;
    }

    @Override
    public void close() {
        application.stop();
    }
}
