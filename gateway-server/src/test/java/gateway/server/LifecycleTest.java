package gateway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gateway.api.Application;
import gateway.api.Lifecycle;
import gateway.api.StartResponse;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** When applications are told that their server starts and stops. */
class LifecycleTest {
    private final List<String> told = new ArrayList<>();

    /** All are equal: only the instance counts. */
    private final class Told implements Application, Lifecycle {
        @Override
        public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
            throw new AssertionError("nobody asks");
        }

        @Override
        public void start(Map<String, String> settings) {
            told.add("start");
        }

        @Override
        public void stop() {
            told.add("stop");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Told;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    @Test
    @Tag("LIFE-1")
    @Tag("LIFE-2")
    void tellsOneThatIsMountedTwiceOnce() throws Exception {
        Told one = new Told();
        Gateway.serving(one).mount("/a", one).on("127.0.0.1", 0).start().close();
        assertEquals(List.of("start", "stop"), told);
    }

    @Test
    @Tag("LIFE-1")
    @Tag("LIFE-2")
    void tellsEachInstance() throws Exception {
        Gateway.serving(new Told()).mount("/a", new Told()).on("127.0.0.1", 0).start().close();
        assertEquals(List.of("start", "start", "stop", "stop"), told);
    }
}
