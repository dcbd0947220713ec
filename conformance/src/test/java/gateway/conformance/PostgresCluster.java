package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real PostgreSQL server with a new cluster of its own, at a port of its own; it is there while
 * it runs, and can be stopped and started again.
 */
final class PostgresCluster implements AutoCloseable {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final String OWNER = "postgres";

    private final Path programs;
    private final Path folder;
    private final int port;
    private Optional<Child> running = Optional.empty();

    private PostgresCluster(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /**
     * Starts one; skips the test, with a word, where there is no PostgreSQL or nobody to run it,
     * and fails it in continuous integration.
     *
     * @param folder empty, for the cluster, with a path that everybody may walk
     */
    static PostgresCluster start(Path folder) throws IOException, InterruptedException {
        new Tool("psql").require();
        Path programs = programs().orElseThrow(() -> missing("PostgreSQL is not installed"));
        if (isRoot()) {
            try {
                Files.setOwner(
                        folder,
                        folder.getFileSystem()
                                .getUserPrincipalLookupService()
                                .lookupPrincipalByName(OWNER));
            } catch (UserPrincipalNotFoundException e) {
                throw missing("root cannot run PostgreSQL, and there is no user " + OWNER);
            }
        }
        PostgresCluster cluster = new PostgresCluster(programs, folder, FreePort.choose());
        try (Child initdb =
                cluster.child("initdb", "-D", "data", "-U", OWNER, "-A", "trust", "--no-sync")) {
            Outcome outcome = initdb.end();
            assertEquals(0, outcome.code(), () -> outcome.err().toString());
        }
        cluster.start();
        return cluster;
    }

    private static Optional<Path> programs() throws IOException {
        if (!Files.isDirectory(DEBIAN)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .findFirst();
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static AssertionError missing(String what) {
        String missing = what + ": nothing was tested with it";
        if ("true".equals(System.getenv("CI"))) {
            return fail(missing);
        }
        return abort(missing);
    }

    void start() throws IOException, InterruptedException {
        Child server =
                child(
                        "postgres",
                        "-D",
                        "data",
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "fsync=off");
        running = Optional.of(server);
        server.awaitError("database system is ready to accept connections");
    }

    /** Ends it at once, whoever is connected. */
    void stop() throws IOException, InterruptedException {
        Child server = running.orElseThrow();
        running = Optional.empty();
        server.signal("INT");
        assertEquals(0, server.end().code());
    }

    /** Where it listens: {@code 127.0.0.1:PORT}. */
    String address() {
        return "127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    /** What psql prints for a statement: a line for each row, columns with a bar between them. */
    String psql(String statement) throws IOException, InterruptedException {
        return new Tool("psql")
                .run(
                        "-X",
                        "-A",
                        "-t",
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "-U",
                        OWNER,
                        "-c",
                        statement);
    }

    private Child child(String program, String... words) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(
                    List.of("setpriv", "--reuid", OWNER, "--regid", OWNER, "--clear-groups"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(words));
        return Child.start(folder, Map.of("LC_ALL", "C.UTF-8"), command);
    }

    @Override
    public void close() {
        running.ifPresent(Child::close);
    }
}
