package gateway.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Certificates for a test, made by openssl in a folder of its own; they last for a day. */
final class Certificates {
    private final Tool openssl = new Tool("openssl");
    private final Path folder;

    /** Makes an authority; the test is skipped where there is no openssl. */
    Certificates(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        new Tool("openssl").require();
        openssl.run(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "1",
                "-subj",
                "/CN=Authority",
                "-keyout",
                file("authority.key"),
                "-out",
                file("authority.pem"));
    }

    /** Issues NAME.pem and NAME.key for a DNS name and 127.0.0.1, in place of what is there. */
    void issue(String name, String host) throws IOException, InterruptedException {
        openssl.run(
                "req",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-subj",
                "/CN=" + host,
                "-keyout",
                file(name + ".key"),
                "-out",
                file("request"));
        Path names =
                Files.writeString(
                        folder.resolve("names"), "subjectAltName=DNS:" + host + ",IP:127.0.0.1\n");
        openssl.run(
                "x509",
                "-req",
                "-in",
                file("request"),
                "-CA",
                file("authority.pem"),
                "-CAkey",
                file("authority.key"),
                "-CAcreateserial",
                "-days",
                "1",
                "-extfile",
                names.toString(),
                "-out",
                file(name + ".pem"));
    }

    /** The path of a file in the folder. */
    String file(String name) {
        return folder.resolve(name).toString();
    }

    /** That of the authority's certificate. */
    String authority() {
        return file("authority.pem");
    }
}
