package gateway.toolkit.routing;

import java.util.Optional;

/**
 * {@code path}: text that may run over slashes. It does not begin with one, and no segment of it is
 * {@code .} or {@code ..}.
 */
record PathConverter() implements Converter<String> {
    @Override
    public Optional<String> parse(String text) {
        return text.startsWith("/") ? Optional.empty() : Optional.of(text);
    }

    @Override
    public String format(Object value) {
        return value.toString();
    }

    @Override
    public int weight() {
        return 200;
    }

    @Override
    public boolean spansSegments() {
        return true;
    }
}
