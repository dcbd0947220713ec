package gateway.toolkit.response;

/** What one request gets. */
record Answer(String status, Fields fields, Iterable<byte[]> body) {}
