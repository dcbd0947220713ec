package gateway.server.cli;

import gateway.server.net.TlsVersion;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option's {@link TlsVersion}. */
final class TlsVersionConverter implements ITypeConverter<TlsVersion> {
    @Override
    public TlsVersion convert(String value) {
        return switch (value) {
            case "1.2" -> TlsVersion.TLS_1_2;
            case "1.3" -> TlsVersion.TLS_1_3;
            default -> throw new TypeConversionException("'" + value + "' is not 1.2 or 1.3");
        };
    }
}
