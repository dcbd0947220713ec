package gateway.sample.flasklike.framework;

/**
 * A message that the next page shows once.
 *
 * @param category such as {@code "error"}; a class for the page's style
 * @param message plain text
 */
public record Flash(String category, String message) {}
