package gateway.server.ops;

import gateway.server.http.Served;

/** How a line of the access log looks; used by one thread. */
@FunctionalInterface
public interface LineFormat {
    /** Appends what the line says, without its end. */
    void append(Served served, LineBuffer line);
}
