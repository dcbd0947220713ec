package gateway.server.net;

import java.time.Duration;

/**
 * A task at one moment.
 *
 * @param task what was begun; the same object at each look
 * @param age how long ago, 0.2 s less at the most
 * @param thread what runs it
 * @param state what it waits for
 * @param connection whose owner has begun it
 */
public record Underway(
        Object task, Duration age, Thread thread, ConnectionState state, Connection connection) {}
