package gateway.api;

import org.jspecify.annotations.Nullable;

/**
 * How a request ended, as told to the callbacks of {@link Environ#ON_FINISH} (EXT-9).
 *
 * @param status the status code that was sent, 101 and 200 to 599; 0 if the client got none
 * @param octets body octets handed to the transport, without transfer coding
 * @param failure why the response is not complete, or null if it is
 */
@SuppressWarnings("exports") // Users need the annotation's module neither to compile nor to run.
public record Finish(int status, long octets, @Nullable Throwable failure) {}
