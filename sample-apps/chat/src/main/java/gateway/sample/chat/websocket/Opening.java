package gateway.sample.chat.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.api.Environ;
import gateway.api.Header;
import gateway.toolkit.errors.HttpError;
import gateway.toolkit.errors.HttpException;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/**
 * The opening handshake (RFC 6455 section 4.2); the server itself looks at Connection and Upgrade.
 */
public final class Opening {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY = 16;

    private Opening() {}

    /**
     * {@return the answer to a client's key}
     *
     * @throws HttpException 400 if it does not ask for version 13 with a key
     */
    public static Header accept(Map<String, Object> environ) {
        if (!Environ.header(environ, "Sec-WebSocket-Version").orElse("").equals("13")) {
            throw new HttpException(
                    HttpError.BAD_REQUEST,
                    "Here a WebSocket of version 13 is opened.",
                    new Header("Sec-WebSocket-Version", "13"));
        }
        String key = Environ.header(environ, "Sec-WebSocket-Key").orElse("");
        if (!isKey(key)) {
            throw HttpException.badRequest("Sec-WebSocket-Key is not 16 octets in base64.");
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(ISO_8859_1));
            return new Header("Sec-WebSocket-Accept", Base64.getEncoder().encodeToString(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-1", e);
        }
    }

    private static boolean isKey(String text) {
        try {
            return text.length() == 24 && Base64.getDecoder().decode(text).length == KEY;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
