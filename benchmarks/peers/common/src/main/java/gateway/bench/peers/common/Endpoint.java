package gateway.bench.peers.common;

/** What a request asks for, read from its path. */
public sealed interface Endpoint {
    /** {@code /plaintext} */
    record Plaintext() implements Endpoint {}

    /** {@code /json} */
    record Json() implements Endpoint {}

    /** {@code /echo} */
    record Echo() implements Endpoint {}

    /** {@code /bytes/N}: octets with a length. */
    record Bytes(int octets) implements Endpoint {}

    /** {@code /stream/N}: blocks of 1 KiB without a length, each flushed. */
    record Stream(int blocks) implements Endpoint {}

    /** {@code /sleep/MS} */
    record Sleep(int millis) implements Endpoint {}

    /** Anything else. */
    record File(String path) implements Endpoint {}

    Endpoint PLAINTEXT = new Plaintext();
    Endpoint JSON = new Json();
    Endpoint ECHO = new Echo();

    /** Reads a path without a query. */
    static Endpoint of(String path) {
        return switch (path) {
            case "/plaintext" -> PLAINTEXT;
            case "/json" -> JSON;
            case "/echo" -> ECHO;
            default -> numbered(path);
        };
    }

    private static Endpoint numbered(String path) {
        if (path.startsWith("/bytes/")) {
            return new Bytes(Integer.parseInt(path.substring("/bytes/".length())));
        }
        if (path.startsWith("/stream/")) {
            return new Stream(Integer.parseInt(path.substring("/stream/".length())));
        }
        if (path.startsWith("/sleep/")) {
            return new Sleep(Integer.parseInt(path.substring("/sleep/".length())));
        }
        return new File(path);
    }
}
