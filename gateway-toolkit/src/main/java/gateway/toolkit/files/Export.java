package gateway.toolkit.files;

import gateway.toolkit.http.AcceptEncodings;

import java.io.IOException;
import java.util.Optional;

/** What is behind a prefix. */
interface Export {
    /**
     * Looks for what a request means.
     *
     * @param tail of its path, behind the prefix: empty, or from a slash on
     * @param accept codings of the client
     * @return empty if there is nothing
     */
    Optional<Found> find(String tail, AcceptEncodings accept) throws IOException;
}
