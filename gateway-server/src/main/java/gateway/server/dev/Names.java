package gateway.server.dev;

import java.nio.file.Path;

/** Which entries of a folder matter. */
sealed interface Names {
    /** All of a folder of classes. */
    record All() implements Names {
        @Override
        public boolean include(Path name) {
            return true;
        }
    }

    /** The jars of a folder. */
    record Jars() implements Names {
        @Override
        public boolean include(Path name) {
            return name.toString().endsWith(".jar");
        }
    }

    /** One of them, which may not be there yet. */
    record One(Path name) implements Names {
        @Override
        public boolean include(Path other) {
            return name.equals(other);
        }
    }

    /** Whether an entry is among them, by its name alone. */
    boolean include(Path name);
}
