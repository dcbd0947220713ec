package gateway.server.tls;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/** A file for TLS cannot be used; the message names it and says why, on one line. */
public final class TlsFileException extends IOException {
    @Serial private static final long serialVersionUID = 1;

    private final transient Path file;

    TlsFileException(Path file, String reason) {
        super(file + ": " + reason);
        this.file = file;
    }

    TlsFileException(Path file, String reason, Throwable cause) {
        super(file + ": " + reason, cause);
        this.file = file;
    }

    /** Which one. */
    public Path file() {
        return file;
    }
}
