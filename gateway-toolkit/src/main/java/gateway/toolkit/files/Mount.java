package gateway.toolkit.files;

import java.util.Optional;

/**
 * An export with its place among paths.
 *
 * @param prefix empty, or from a slash on, without one at the end
 * @param export what is there
 */
record Mount(String prefix, Export export) {
    /**
     * {@return a prefix without slashes at its end}
     *
     * @throws IllegalArgumentException if it has none in front
     */
    static String prefix(String text) {
        String bare = text;
        while (bare.endsWith("/")) {
            bare = bare.substring(0, bare.length() - 1);
        }
        if (!bare.isEmpty() && !bare.startsWith("/")) {
            throw new IllegalArgumentException("a prefix begins with a slash: " + text);
        }
        return bare;
    }

    /** {@return what is left of a path; empty if it is not below the prefix} */
    Optional<String> tail(String path) {
        if (!path.startsWith(prefix)) {
            return Optional.empty();
        }
        String tail = path.substring(prefix.length());
        // The path of the root itself has a slash, and no other file's has one at its end.
        if (export instanceof FileExport && prefix.isEmpty() && tail.equals("/")) {
            return Optional.of("");
        }
        return tail.isEmpty() || tail.startsWith("/") ? Optional.of(tail) : Optional.empty();
    }
}
