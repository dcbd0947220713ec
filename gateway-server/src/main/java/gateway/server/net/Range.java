package gateway.server.net;

/**
 * What an operator may choose from.
 *
 * @param least the least value
 * @param most the largest value
 * @param usual the default
 */
public record Range(long least, long most, long usual) {
    /** Checks that the default is one of them. */
    public Range {
        if (usual < least || usual > most) {
            throw new IllegalArgumentException(usual + " is not in " + least + " to " + most);
        }
    }

    /** Whether {@code value} may be chosen. */
    public boolean contains(long value) {
        return value >= least && value <= most;
    }

    /**
     * Checks a value.
     *
     * @param name what the message calls it
     * @throws IllegalArgumentException if it may not be chosen
     */
    public void require(String name, long value) {
        if (!contains(value)) {
            throw new IllegalArgumentException(
                    name + " is " + value + ", not in " + least + " to " + most);
        }
    }
}
