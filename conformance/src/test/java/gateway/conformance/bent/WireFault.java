package gateway.conformance.bent;

/**
 * What a {@link Relay} does to the octets that pass, as wire strings. A head comes in one piece
 * where its sender has sent it so; what comes in other pieces passes unchanged.
 */
interface WireFault {
    /**
     * A piece that begins with a request head.
     *
     * @return what the server gets
     */
    default String request(String piece) {
        return piece;
    }

    /** Any other piece that the client has sent: of a body usually, or a head that is none. */
    default String piece(String piece) {
        return piece;
    }

    /**
     * A piece that begins with a final response head.
     *
     * @param request the piece with the head of the last request
     * @return what the client gets
     */
    default String reply(String request, String piece) {
        return piece;
    }

    /** Any other piece that the server has sent, of a body usually. */
    default String rest(String piece) {
        return piece;
    }

    /** A 1xx head, with its empty line. */
    default String interim(String head) {
        return head;
    }

    /** Whether octets that the client has not taken are stored without bound. */
    default boolean stores() {
        return false;
    }

    /** Whether the server is not told that the client is gone. */
    default boolean hidesDepartures() {
        return false;
    }
}
