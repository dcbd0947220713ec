package gateway.toolkit.files;

import gateway.api.StartResponse;

import java.io.IOException;
import java.util.Map;

/** What a GET is answered with: found and open, to be sent or to be closed. */
interface Found extends AutoCloseable {
    /**
     * Answers, and closes what is not in the body that it returns, also where it throws (APP-5).
     *
     * @param environ of a GET or HEAD
     */
    Iterable<byte[]> answer(Map<String, Object> environ, StartResponse startResponse)
            throws Exception;

    /** In place of an answer. */
    @Override
    void close() throws IOException;
}
