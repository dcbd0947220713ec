package gateway.server.cli;

import gateway.api.Application;

/** Where applications come from. */
interface Applications {
    /**
     * An instance of the named class.
     *
     * @throws CannotStartException if there is none
     */
    Application named(String className) throws CannotStartException;

    /**
     * The only one that there is.
     *
     * @throws CannotStartException if there is none, or several
     */
    Application only() throws CannotStartException;
}
