package gateway.server.cli;

/** Reads a word. */
interface Reading<T> {
    /**
     * What the word says.
     *
     * @throws IllegalArgumentException if it says nothing; the message tells the user why
     */
    T read(String word);

    /** What is between several words that are said in one place, a regular expression. */
    default String separator() {
        return ",";
    }
}
