package gateway.server.http;

/**
 * One header or trailer field line of a request.
 *
 * @param name a token, in the case that was sent
 * @param value a wire string without white space at its ends
 */
public record Field(String name, String value) {}
