package gateway.tck.mock;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A path, split at a mount, raw and decoded (STR-2 to STR-5).
 *
 * @param rawScriptName up to the end of the mount, as received
 * @param rawPathInfo the rest, as received
 */
record Path(String rawScriptName, String rawPathInfo) {
    String scriptName() throws RefusalException {
        return decode(rawScriptName);
    }

    String pathInfo() throws RefusalException {
        return decode(rawPathInfo);
    }

    /** Splits a raw path; empty if the mount does not match it (ENV-7). */
    static Optional<Path> under(String mount, String raw) throws RefusalException {
        String decoded = decode(raw);
        boolean matches =
                decoded.startsWith(mount)
                        && (decoded.length() == mount.length()
                                || decoded.charAt(mount.length()) == '/');
        if (!matches) {
            return Optional.empty();
        }
        int end = 0;
        for (int octets = mount.getBytes(StandardCharsets.UTF_8).length; octets > 0; octets--) {
            end += raw.charAt(end) == '%' ? 3 : 1;
        }
        return Optional.of(new Path(raw.substring(0, end), raw.substring(end)));
    }

    private static String decode(String raw) throws RefusalException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            int octet = raw.charAt(i);
            if (octet == '%') {
                octet = octet(raw, i);
                i += 2;
            }
            if (octet < ' ' || octet == 0x7F) {
                throw new RefusalException(400, true);
            }
            octets.write(octet);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RefusalException(400, true);
        }
    }

    private static int octet(String raw, int at) throws RefusalException {
        int high = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(raw.charAt(at + 2), 16);
        if (low < 0) {
            throw new RefusalException(400, true);
        }
        return high * 16 + low;
    }
}
