package gateway.toolkit.validator;

/**
 * One broken clause of {@code spec.md} (VAL-2).
 *
 * @param clause which
 * @param severity error or warning, as the clause says
 * @param party who broke it
 * @param message what is wrong, without what differs from request to request
 * @param value the offending value or where it is: escaped, all ASCII, at most 160 characters,
 *     without credentials; may be empty
 */
public record Finding(Clause clause, Severity severity, Party party, String message, String value) {
    /** One line: clause, severity, party, message and value. */
    @Override
    public String toString() {
        String line = clause + " " + severity.name().toLowerCase(java.util.Locale.ROOT) + ": ";
        return line + party + ": " + message + (value.isEmpty() ? "" : ": " + value);
    }
}
