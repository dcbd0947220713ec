package gateway.toolkit.files;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** The files beside a file. */
interface Siblings {
    /** {@return when a file was changed; empty if there is none that is served} */
    Optional<Instant> modified(String name);

    /** {@return a file; empty if there is none that is served} */
    Optional<OpenedFile> open(String name) throws IOException;
}
