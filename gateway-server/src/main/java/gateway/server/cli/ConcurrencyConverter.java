package gateway.server.cli;

import gateway.server.call.Concurrency;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code virtual}, {@code pool:N} or {@code serial}. */
final class ConcurrencyConverter implements ITypeConverter<Concurrency> {
    @Override
    public Concurrency convert(String value) {
        try {
            return Concurrency.parse(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
