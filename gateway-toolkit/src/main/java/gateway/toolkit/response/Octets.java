package gateway.toolkit.response;

import gateway.toolkit.http.EntityTag;

/** Content that is in memory. */
final class Octets implements Content {
    private final byte[] octets;

    /** Takes an array that nobody modifies any more. */
    Octets(byte[] octets) {
        this.octets = octets;
    }

    EntityTag tag() {
        return EntityTag.ofContent(octets);
    }

    @Override
    public OpenContent open() {
        return OpenContent.of(octets);
    }
}
