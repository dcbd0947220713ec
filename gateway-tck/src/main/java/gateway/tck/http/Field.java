package gateway.tck.http;

import java.util.List;

/**
 * A field line as it is on the wire; unlike {@code gateway.api.Header} it may be wrong.
 *
 * @param name as sent, one char per octet
 * @param value as sent, without the white space around it
 */
public record Field(String name, String value) {
    /** Whether it has this name, in any case. */
    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** The values of all lines with a name, in order. */
    public static List<String> values(List<Field> fields, String name) {
        return fields.stream().filter(field -> field.is(name)).map(Field::value).toList();
    }
}
