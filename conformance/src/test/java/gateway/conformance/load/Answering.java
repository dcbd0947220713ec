package gateway.conformance.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.StartResponse;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Reads what it is sent and says {@link #TEXT}; below {@code /large} it says more than fits between
 * server and client.
 */
final class Answering implements Application {
    static final String TEXT = "answered";

    private static final int LARGE_BLOCKS = 1_024;
    private static final byte[] BLOCK = new byte[64 * 1024];

    /** Zero once that many large answers ended before their end. */
    final CountDownLatch cutOff;

    Answering(int largeAnswers) {
        cutOff = new CountDownLatch(largeAnswers);
    }

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws IOException {
        Environ.input(environ).readAllBytes();
        startResponse.start("200 OK", List.of());
        if (!Environ.pathInfo(environ).equals("/large")) {
            return List.of(TEXT.getBytes(ISO_8859_1));
        }
        Environ.onFinish(
                environ,
                finish -> {
                    if (finish.failure() != null) {
                        cutOff.countDown();
                    }
                });
        return Collections.nCopies(LARGE_BLOCKS, BLOCK);
    }
}
