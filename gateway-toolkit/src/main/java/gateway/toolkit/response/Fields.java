package gateway.toolkit.response;

import gateway.api.Header;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The header lines of a response in their order; names have no case.
 *
 * @param lines unmodifiable
 */
record Fields(List<Header> lines) {
    static final Fields NONE = new Fields(List.of());

    Fields {
        lines = List.copyOf(lines);
    }

    Optional<String> first(String name) {
        return lines.stream()
                .filter(each -> each.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    boolean has(String name) {
        return first(name).isPresent();
    }

    Fields adding(String name, String value) {
        List<Header> more = new ArrayList<>(lines);
        more.add(new Header(name, value));
        return new Fields(more);
    }

    Fields without(Predicate<String> names) {
        return new Fields(lines.stream().filter(each -> !names.test(each.name())).toList());
    }

    Fields with(String name, String value) {
        return without(name::equalsIgnoreCase).adding(name, value);
    }

    Fields withDefault(String name, String value) {
        return has(name) ? this : adding(name, value);
    }

    /** These, and those of the others whose names are not among them. */
    Fields over(Fields others) {
        List<Header> all = new ArrayList<>(others.without(this::has).lines());
        all.addAll(lines);
        return new Fields(all);
    }
}
