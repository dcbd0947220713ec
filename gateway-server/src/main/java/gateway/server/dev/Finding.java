package gateway.server.dev;

import gateway.api.Application;

/** How an application is found among the classes of a generation. */
@FunctionalInterface
public interface Finding {
    /**
     * Makes it.
     *
     * @param loader of the class path as it is now
     * @throws Exception if there is none, or it cannot be made; the message tells the developer why
     */
    Application in(ClassLoader loader) throws Exception;
}
