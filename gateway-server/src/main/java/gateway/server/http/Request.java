package gateway.server.http;

import gateway.server.net.Connection;

/**
 * One request as an {@link Exchange} gets it.
 *
 * @param head what the head said
 * @param body what is still to be read
 * @param connection where it came from
 * @param id what it is called in logs; {@code ""} for nothing
 */
public record Request(RequestHead head, BodyInput body, Connection connection, String id) {
    /** Method and path, for logs. */
    @Override
    public String toString() {
        return head.toString();
    }
}
