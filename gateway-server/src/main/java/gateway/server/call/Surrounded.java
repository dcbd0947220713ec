package gateway.server.call;

import gateway.api.Application;

/** An application in something that the operator has put round it. */
public interface Surrounded extends Application {
    /** The application itself, whose class loader its code finds on the thread. */
    Application innermost();
}
