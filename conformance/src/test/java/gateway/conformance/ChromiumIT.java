package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** A browser, without a window. */
@NeedsBrowser
@Timeout(300)
class ChromiumIT {
    private static final Tool CHROMIUM = new Tool("chromium");

    private static String page(Path profile, Server server, String... words) throws Exception {
        String[] command = new String[words.length + 7];
        command[0] = "--headless";
        command[1] = "--no-sandbox";
        command[2] = "--disable-gpu";
        command[3] = "--user-data-dir=" + profile;
        System.arraycopy(words, 0, command, 5, words.length);
        command[words.length + 5] = "--dump-dom";
        // An address would ask for no name.
        command[4] = "--host-resolver-rules=MAP b.example 127.0.0.1";
        command[words.length + 6] = "https://b.example:" + server.home().getPort() + "/";
        return CHROMIUM.run(command);
    }

    @Test
    void isServedUnderTls(@TempDir Path folder) throws Exception {
        CHROMIUM.require();
        Certificates certificates = new Certificates(folder);
        certificates.issue("other", "a.example");
        certificates.issue("own", "b.example");
        try (Server server =
                Server.runTls(
                        "hello",
                        "--certificate",
                        certificates.file("other.pem"),
                        "--key",
                        certificates.file("other.key"),
                        "--certificate",
                        certificates.file("own.pem"),
                        "--key",
                        certificates.file("own.key"))) {
            String pin =
                    Curl.shell(
                            "openssl x509 -pubkey -noout -in "
                                    + certificates.file("own.pem")
                                    + " | openssl pkey -pubin -outform der"
                                    + " | openssl dgst -sha256 -binary | base64");
            String pinned = "--ignore-certificate-errors-spki-list=" + pin.strip();

            // Of two certificates it takes the one for the name that it asks for, and no other.
            String page = page(folder.resolve("one"), server, pinned);
            assertTrue(page.contains("Hello, World!"), page);
            // Without that word it does not trust the authority: it was TLS that it looked at.
            String refused = page(folder.resolve("two"), server);
            assertFalse(refused.contains("Hello, World!"), refused);
        }
    }
}
