package gateway.sample.cgi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The lines of standard error, as UTF-8. A long one comes in pieces. */
final class ErrorLines {
    private static final int MOST_OCTETS = 4096;

    private final InputStream stream;

    ErrorLines(InputStream stream) {
        this.stream = new BufferedInputStream(stream);
    }

    /** Waits for the next line, without its end; empty at the end. */
    Optional<String> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int octet = stream.read();
        boolean ended = octet < 0;
        while (octet >= 0 && octet != '\n') {
            if (octet != '\r') {
                line.write(octet);
            }
            octet = line.size() < MOST_OCTETS ? stream.read() : '\n';
        }
        return ended ? Optional.empty() : Optional.of(line.toString(UTF_8));
    }
}
