package gateway.sample.shortly;

import java.util.Optional;

/** All short links, each with a number of its own. Called by many threads at a time. */
interface Links extends AutoCloseable {
    /**
     * {@return the number of the link to a URL, 1 or more: the one that it has already, or a new
     * one}
     *
     * @throws StoreException if it cannot be told at the moment
     */
    long add(String url) throws StoreException;

    /**
     * {@return the link with this number, if there is one}
     *
     * @throws StoreException as {@link #add}
     */
    Optional<Link> find(long number) throws StoreException;

    /**
     * Counts a click, if there is such a link.
     *
     * @throws StoreException as {@link #add}
     */
    void count(long number) throws StoreException;

    /** For the end: gives back what belongs to the machine. */
    @Override
    void close() throws StoreException;
}
