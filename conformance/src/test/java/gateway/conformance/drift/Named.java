package gateway.conformance.drift;

/**
 * An id, and where it stands.
 *
 * @param place file and line, or the name of a case
 */
record Named(String id, String place) {}
