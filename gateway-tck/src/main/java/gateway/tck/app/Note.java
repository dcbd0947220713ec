package gateway.tck.app;

/**
 * One thing that the application's half of a case has seen.
 *
 * @param thread id of the thread that saw it
 * @param name what it is, without white space
 * @param value its value, {@code ""} for none
 */
public record Note(long thread, String name, String value) {}
