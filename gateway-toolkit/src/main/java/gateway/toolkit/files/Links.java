package gateway.toolkit.files;

/** What becomes of symbolic links below a directory that is served. */
public enum Links {
    /**
     * There is nothing where a link is, and nothing behind one: each directory on the way is opened
     * in the one before, without following, so that no exchange between two steps leads out.
     */
    REFUSED,
    /**
     * A link is followed to where it leads, if that is below the same directory and would be served
     * by its own name; there, the way is walked as for {@link #REFUSED}.
     */
    WITHIN,
    /** Links are followed, wherever they lead: who can make one can publish any file. */
    FOLLOWED
}
