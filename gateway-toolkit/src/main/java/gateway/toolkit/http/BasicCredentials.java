package gateway.toolkit.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A user and a password (RFC 7617). They are not shown by {@link #toString}.
 *
 * @param user without colon and control characters
 * @param password without control characters
 */
public record BasicCredentials(String user, String password) {
    /**
     * Checks both.
     *
     * @throws IllegalArgumentException if one could not be sent
     */
    public BasicCredentials {
        if (!isValid(user, password)) {
            throw new IllegalArgumentException(
                    "a user with a colon, or a control character in user or password");
        }
    }

    private static boolean isValid(String user, String password) {
        return user.indexOf(':') < 0
                && user.chars().noneMatch(Character::isISOControl)
                && password.chars().noneMatch(Character::isISOControl);
    }

    static Optional<BasicCredentials> decode(String token) {
        try {
            byte[] octets = Base64.getDecoder().decode(token);
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
            int colon = text.indexOf(':');
            if (colon < 0) {
                return Optional.empty();
            }
            String user = text.substring(0, colon);
            String password = text.substring(colon + 1);
            return isValid(user, password)
                    ? Optional.of(new BasicCredentials(user, password))
                    : Optional.empty();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            // Not Base64, or not UTF-8.
            return Optional.empty();
        }
    }

    String encode() {
        byte[] octets = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(octets);
    }

    @Override
    public String toString() {
        return "BasicCredentials[…]";
    }
}
