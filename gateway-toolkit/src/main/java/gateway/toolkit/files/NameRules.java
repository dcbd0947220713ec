package gateway.toolkit.files;

import java.util.List;
import java.util.function.Predicate;

/**
 * Which names are served, whatever the file system has; none with a control character.
 *
 * @param hidden whether those that begin with a dot are; {@code .well-known} always is (RFC 8615)
 * @param refused patterns of what is not
 * @param allowed asked last, with the path from the export's root, its names joined by slashes
 */
record NameRules(boolean hidden, List<Glob> refused, Predicate<String> allowed) {
    static final NameRules ALL = new NameRules(true, List.of(), path -> true);

    NameRules {
        refused = List.copyOf(refused);
    }

    /** {@return the same for a name that the operator gave} */
    NameRules withHidden() {
        return new NameRules(true, refused, allowed);
    }

    /**
     * {@return whether the path is served}
     *
     * @param names from the export's root; none for the root itself, which is served
     */
    boolean admit(List<String> names) {
        if (names.isEmpty()) {
            return true;
        }
        // No request can ask for them (STR-3), and no log should have to show them.
        if (names.stream().anyMatch(NameRules::hasControl)) {
            return false;
        }
        boolean dotted =
                names.stream().anyMatch(name -> name.startsWith(".") && !isWellKnown(name));
        return (hidden || !dotted)
                && refused.stream().noneMatch(glob -> glob.matches(names))
                && allowed.test(String.join("/", names));
    }

    private static boolean hasControl(String name) {
        return name.chars().anyMatch(Character::isISOControl);
    }

    private static boolean isWellKnown(String name) {
        return name.equals(".well-known");
    }
}
