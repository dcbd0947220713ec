package gateway.server.cli;

import gateway.server.net.ClientAuth;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option's {@link ClientAuth}. */
final class ClientAuthConverter implements ITypeConverter<ClientAuth> {
    @Override
    public ClientAuth convert(String value) {
        return switch (value) {
            case "none" -> ClientAuth.NONE;
            case "wanted" -> ClientAuth.WANTED;
            case "required" -> ClientAuth.REQUIRED;
            default ->
                    throw new TypeConversionException(
                            "'" + value + "' is not none, wanted or required");
        };
    }
}
