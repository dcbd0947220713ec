package gateway.toolkit.routing;

/** Makes the converter of a placeholder. */
@FunctionalInterface
public interface ConverterFactory {
    /**
     * Makes one.
     *
     * @param arguments from the rule
     * @return the converter
     * @throws IllegalArgumentException if the arguments make no sense
     */
    Converter<?> create(ConverterArguments arguments);
}
