package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Answers to a client that nobody here wrote. */
class CurlIT {
    private static final int MEBIBYTE = 1024 * 1024;

    @BeforeEach
    void require() throws Exception {
        Curl.require();
    }

    @Test
    void http10() throws Exception {
        try (Server environ = Server.run("environ")) {
            String answer = Curl.run("--include", "--http1.0", environ.home() + "old");

            assertTrue(answer.matches("(?s)HTTP/1\\.[01] 200 .*"), answer);
            assertFalse(answer.matches("(?si).*\r\ntransfer-encoding:.*"), answer);
            assertTrue(answer.contains("\nPATH_INFO = \"/old\"\n"), answer);
            assertTrue(answer.contains("\nSERVER_PROTOCOL = \"HTTP/1.0\"\n"), answer);
        }
    }

    @Test
    void head() throws Exception {
        try (Server hello = Server.run("hello")) {
            String head = Curl.run("--head", hello.home().toString());

            assertTrue(head.startsWith("HTTP/1.1 200 "), head);
            assertTrue(head.matches("(?si).*\r\ncontent-length: 14\r\n.*"), head);
            assertTrue(head.endsWith("\r\n\r\n"), head);
        }
    }

    @Test
    void chunkedUpload(@TempDir Path folder) throws Exception {
        Path sent = random(folder, MEBIBYTE + 1);
        Path back = folder.resolve("back");

        try (Server environ = Server.run("environ")) {
            String head =
                    Curl.shell(
                            "cat '%s' | curl %s --dump-header - --output '%s' -X POST -T - %secho"
                                    .formatted(
                                            sent,
                                            String.join(" ", Curl.QUIETLY),
                                            back,
                                            environ.home()));

            assertTrue(head.contains("HTTP/1.1 200 "), head);
            // The request has no length, and so the echo has none.
            assertTrue(head.matches("(?si).*\r\ntransfer-encoding: chunked\r\n.*"), head);
            assertEquals(-1, Files.mismatch(sent, back));
        }
    }

    @Test
    void expect100Continue(@TempDir Path folder) throws Exception {
        Path sent = random(folder, 100_000);
        Path back = folder.resolve("back");

        try (Server environ = Server.run("environ")) {
            String heads =
                    Curl.run(
                            // Without the interim response curl would wait until it gives up.
                            "--expect100-timeout",
                            "600",
                            "--header",
                            "Expect: 100-continue",
                            "--data-binary",
                            "@" + sent,
                            "--dump-header",
                            "-",
                            "--output",
                            back.toString(),
                            environ.home() + "echo");

            assertTrue(heads.startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 "), heads);
            assertEquals(-1, Files.mismatch(sent, back));
        }
    }

    @Test
    void sixtyFourMebibytesThereAndBack(@TempDir Path folder) throws Exception {
        Path sent = random(folder, 64 * MEBIBYTE);
        Path back = folder.resolve("back");

        try (Server environ = Server.run("environ")) {
            String head =
                    Curl.run(
                            "--request",
                            "POST",
                            "--upload-file",
                            sent.toString(),
                            "--dump-header",
                            "-",
                            "--output",
                            back.toString(),
                            environ.home() + "echo");

            assertTrue(head.contains("HTTP/1.1 200 "), head);
            assertTrue(head.matches("(?si).*\r\ncontent-length: 67108864\r\n.*"), head);
            assertEquals(-1, Files.mismatch(sent, back));
        }
    }

    /** Octets that no compression, cache or pattern can stand in for. */
    private static Path random(Path folder, int length) throws IOException {
        Path file = folder.resolve("sent");
        Random random = new Random(length);
        byte[] block = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int left = length; left > 0; left -= block.length) {
                random.nextBytes(block);
                out.write(block, 0, Math.min(left, block.length));
            }
        }
        return file;
    }
}
