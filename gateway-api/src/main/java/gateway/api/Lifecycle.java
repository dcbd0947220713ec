package gateway.api;

import java.util.Map;

/**
 * Optional for an {@link Application}: told when its server starts and stops. The same instance is
 * told once, however often it is mounted.
 *
 * <p>Nothing tells it that a stop has begun: requests run on to their end, or until the server's
 * deadline aborts them (SRV-3).
 */
public interface Lifecycle {
    /**
     * Called once, before the first request is accepted (LIFE-1).
     *
     * @param settings what the operator set for applications, by dotted name, such as {@code
     *     shortly.redis}; unmodifiable
     * @throws Exception to keep the server from starting; its message is shown to the operator
     */
    void start(Map<String, String> settings) throws Exception;

    /**
     * Called exactly once if {@code start} returned, after the last body was closed (LIFE-2).
     *
     * @throws Exception anything: it is logged, and the server stops all the same
     */
    void stop() throws Exception;
}
