package gateway.toolkit.response;

import java.io.IOException;

/** Where the octets of a response come from; shared by all requests that it answers. */
@FunctionalInterface
interface Content {
    /** {@return the octets for one request, to be closed} */
    OpenContent open() throws IOException;
}
