package gateway.server.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option's {@link Bind}. */
final class BindConverter implements ITypeConverter<Bind> {
    @Override
    public Bind convert(String value) {
        try {
            return Bind.parse(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
