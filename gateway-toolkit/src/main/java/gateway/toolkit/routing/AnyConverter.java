package gateway.toolkit.routing;

import java.util.Optional;
import java.util.Set;

/** {@code any(one, two, "three, four")}: one of some words. */
record AnyConverter(Set<String> words) implements Converter<String> {
    AnyConverter {
        words = Set.copyOf(words);
        if (words.isEmpty() || words.contains("")) {
            throw new IllegalArgumentException("any: needs words, and none may be empty");
        }
    }

    static AnyConverter of(ConverterArguments arguments) {
        arguments.allow(Integer.MAX_VALUE, Set.of());
        return new AnyConverter(Set.copyOf(arguments.positional()));
    }

    @Override
    public Optional<String> parse(String text) {
        return words.contains(text) ? Optional.of(text) : Optional.empty();
    }

    @Override
    public String format(Object value) {
        String text = value.toString();
        if (!words.contains(text)) {
            throw new IllegalArgumentException("\"" + text + "\" is none of " + words);
        }
        return text;
    }

    @Override
    public boolean allows(char c) {
        return words.stream().anyMatch(word -> word.indexOf(c) >= 0);
    }

    @Override
    public int minLength() {
        return words.stream().mapToInt(String::length).min().orElse(1);
    }

    @Override
    public int maxLength() {
        return words.stream().mapToInt(String::length).max().orElse(1);
    }

    @Override
    public int weight() {
        return 20;
    }
}
