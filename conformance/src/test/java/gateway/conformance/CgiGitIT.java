package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * {@code git clone} and {@code git push} through {@code git http-backend}, which the sample {@code
 * cgi} runs. The object has 3 MiB, and 50 MiB under the profile {@code full}: git sends more than 1
 * MiB in chunks.
 */
class CgiGitIT {
    private static final int OBJECT_MIB = Integer.getInteger("gateway.git", 3);

    private @TempDir Path folder;

    @Test
    void whatIsPushedIsCloned() throws Exception {
        Tool git = new Tool("git").require();
        Path backend = Path.of(git.run("--exec-path").strip(), "git-http-backend");
        assertTrue(Files.isExecutable(backend), backend::toString);
        Path repository = folder.resolve("served/repo.git");
        git.run("init", "--quiet", "--bare", "--initial-branch=main", repository.toString());
        git.run("-C", repository.toString(), "config", "http.receivepack", "true");
        try (Server server =
                Server.run(
                        "cgi",
                        "--set",
                        "cgi.program=" + backend,
                        "--set",
                        "cgi.env.git_project_root=" + folder.resolve("served"),
                        "--set",
                        "cgi.env.git_http_export_all=1")) {
            String url = server.home() + "repo.git";
            Path first = folder.resolve("first");
            git("clone", "--quiet", url, first.toString());
            byte[] octets = new byte[OBJECT_MIB << 20];
            new Random(OBJECT_MIB).nextBytes(octets);
            Files.write(first.resolve("object"), octets);
            Files.writeString(first.resolve("notes \u00e9.txt"), "one\n");
            git("-C", first.toString(), "add", ".");
            git("-C", first.toString(), "commit", "--quiet", "--message", "Add an object");
            git("-C", first.toString(), "push", "--quiet", "origin", "HEAD:main");

            Path second = folder.resolve("second");
            git("clone", "--quiet", url, second.toString());

            assertEquals(
                    git("-C", first.toString(), "rev-parse", "HEAD"),
                    git("-C", second.toString(), "rev-parse", "HEAD"));
            assertEquals(-1, Files.mismatch(first.resolve("object"), second.resolve("object")));
            assertEquals("one\n", Files.readString(second.resolve("notes \u00e9.txt")));
            git("-C", second.toString(), "fsck", "--strict");
        }
    }

    /** Without what this machine's user has configured. */
    private String git(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        Map<String, String> environment =
                Map.of(
                        "GIT_CONFIG_GLOBAL",
                        "/dev/null",
                        "GIT_CONFIG_NOSYSTEM",
                        "1",
                        "GIT_TERMINAL_PROMPT",
                        "0",
                        "GIT_AUTHOR_NAME",
                        "Ada",
                        "GIT_AUTHOR_EMAIL",
                        "ada@example.com",
                        "GIT_COMMITTER_NAME",
                        "Ada",
                        "GIT_COMMITTER_EMAIL",
                        "ada@example.com");
        try (Child child = Child.start(folder, environment, command)) {
            Outcome outcome = child.end();
            assertEquals(0, outcome.code(), () -> command + ": " + outcome.err());
            return outcome.out();
        }
    }
}
