package gateway.tck.app;

import org.jspecify.annotations.Nullable;

/** The application's half of a case. */
@FunctionalInterface
@SuppressWarnings("exports") // Users need the annotation's module neither to compile nor to run.
public interface Behaviour {
    /** What {@code Application.call} does; null where the case is about that. */
    @Nullable Iterable<byte[]> answer(ProbeCall call) throws Exception;
}
