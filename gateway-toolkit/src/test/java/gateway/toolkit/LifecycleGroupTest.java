package gateway.toolkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gateway.api.Application;
import gateway.api.Lifecycle;
import gateway.api.StartResponse;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Nobody who was started is left running. */
@Tag("LIFE-3")
class LifecycleGroupTest {
    private final List<String> told = new ArrayList<>();

    private final class Member implements Application, Lifecycle {
        private final String name;
        private final List<? extends Throwable> failures;

        /** Fails with the first in start, with the second in stop, if they are there. */
        Member(String name, List<? extends Throwable> failures) {
            this.name = name;
            this.failures = failures;
        }

        @Override
        public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void start(Map<String, String> settings) throws Exception {
            told.add("start " + name);
            fail(failures.size() == 1 ? 0 : failures.size());
        }

        @Override
        public void stop() throws Exception {
            told.add("stop " + name);
            fail(1);
        }

        private void fail(int which) throws Exception {
            Throwable failure = which < failures.size() ? failures.get(which) : null;
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof Exception exception) {
                throw exception;
            }
        }
    }

    private Member member(String name) {
        return new Member(name, List.of());
    }

    private Member failingInStart(String name, Throwable failure) {
        return new Member(name, List.of(failure));
    }

    private Member failingInStop(String name, Throwable failure) {
        return new Member(name, List.of(failure, failure));
    }

    @Test
    void startsInOrderAndEachOnce() throws Exception {
        Member twice = member("a");
        LifecycleGroup group = LifecycleGroup.of(List.of(twice, member("b"), twice));
        group.start(Map.of());
        group.stop();
        group.stop();
        assertEquals(List.of("start a", "start b", "stop b", "stop a"), told);
    }

    /** Be it an error: a class that is missing is found in start. */
    @Test
    void stopsThoseBeforeOneThatFails() {
        for (Throwable failure : List.of(new Exception("e"), new NoClassDefFoundError("e"))) {
            told.clear();
            LifecycleGroup group =
                    LifecycleGroup.of(
                            List.of(
                                    failingInStop("a", failure),
                                    failingInStop("b", new AssertionError("b")),
                                    failingInStart("c", failure),
                                    member("d")));
            assertSame(failure, assertThrows(Throwable.class, () -> group.start(Map.of())));
            assertEquals(List.of("start a", "start b", "start c", "stop b", "stop a"), told);
            assertEquals(1, failure.getSuppressed().length);
        }
    }

    @Test
    void stopsAllBehindOneThatFails() throws Exception {
        Error error = new StackOverflowError();
        LifecycleGroup group =
                LifecycleGroup.of(
                        List.of(
                                member("a"),
                                failingInStop("b", new Exception("b")),
                                failingInStop("c", error)));
        group.start(Map.of());
        told.clear();
        assertSame(error, assertThrows(Throwable.class, group::stop));
        assertEquals(List.of("stop c", "stop b", "stop a"), told);
        assertEquals(1, error.getSuppressed().length);
    }
}
