package gateway.server.http;

import gateway.server.net.Connection;

/**
 * One request as an {@link Exchange} gets it.
 *
 * @param head what the head said
 * @param body what is still to be read
 * @param connection where it came from
 */
public record Request(RequestHead head, BodyInput body, Connection connection) {}
