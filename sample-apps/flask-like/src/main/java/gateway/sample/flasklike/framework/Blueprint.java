package gateway.sample.flasklike.framework;

/** A part of an application, with handlers of its own; {@link App#register} says where it is. */
public final class Blueprint extends Scaffold {
    /**
     * A blueprint with nothing in it.
     *
     * @param name comes before the names of its endpoints, with a dot in between
     */
    public Blueprint(String name) {
        super(name);
    }
}
