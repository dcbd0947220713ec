package gateway.server.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.random.RandomGenerator;

/** Makes new input from old: what somebody would send who looks for a gap. */
final class Mutation {
    private static final int MOST = 20_000;

    private static final List<String> WORDS =
            List.of(
                    "\r\n",
                    "\n",
                    "\r",
                    "\r\n\r\n",
                    "\t",
                    " ",
                    "\0",
                    "\u000B",
                    "\u0085",
                    "\u00A0",
                    "\u00FF",
                    "\u001B[2J",
                    ":",
                    ",",
                    ";",
                    "=",
                    "\"",
                    "\\",
                    "%",
                    "%00",
                    "%2F",
                    "%c3%a4",
                    "%",
                    "#",
                    "?",
                    "*",
                    "@",
                    "//",
                    "/../",
                    "[::1]",
                    "http://b",
                    "GET",
                    "HEAD ",
                    "POST",
                    "CONNECT",
                    "OPTIONS",
                    "TRACE",
                    "HTTP/1.0",
                    "HTTP/1.1",
                    "HTTP/2.0",
                    "Host: a\r\n",
                    "Host:",
                    "Content-Length: 5\r\n",
                    "Content-Length: 0\r\n",
                    "Content_Length: 5\r\n",
                    "Transfer-Encoding: chunked\r\n",
                    "Transfer-Encoding: gzip\r\n",
                    "Connection: close\r\n",
                    "Connection: keep-alive\r\n",
                    "Expect: 100-continue\r\n",
                    "TE: trailers\r\n",
                    "Upgrade: websocket\r\n",
                    "chunked",
                    "identity",
                    "0\r\n\r\n",
                    "0\r\nX: y\r\n\r\n",
                    "5\r\nhello\r\n",
                    ";a=\"b\"",
                    "ffffffffffffffff",
                    "0x5",
                    "+5",
                    "-1",
                    "99999999999999999999",
                    "GET / HTTP/1.1\r\nHost: a\r\n\r\n");

    private Mutation() {}

    /** One to four changes, each of a kind that chance chooses; at most 20,000 octets. */
    static byte[] of(List<byte[]> corpus, RandomGenerator chance) {
        String text = any(corpus, chance);
        for (int i = chance.nextInt(1, 5); i > 0; i--) {
            text = changed(text, corpus, chance);
        }
        return text.substring(0, Math.min(MOST, text.length())).getBytes(ISO_8859_1);
    }

    private static String changed(String text, List<byte[]> corpus, RandomGenerator chance) {
        int from = chance.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + chance.nextInt(1, 12));
        String before = text.substring(0, from);
        String after = text.substring(to);
        return switch (chance.nextInt(8)) {
            case 0 -> flipped(text, chance);
            case 1 -> before + (char) chance.nextInt(256) + after;
            case 2 -> before + after;
            case 3 -> before + text.substring(from, to).repeat(chance.nextInt(2, 5)) + after;
            case 4 -> before + word(chance) + text.substring(from);
            case 5 -> before + word(chance) + after;
            case 6 -> before + tail(any(corpus, chance), chance);
            default -> before + word(chance).repeat(chance.nextInt(1, 400)) + text.substring(from);
        };
    }

    private static String flipped(String text, RandomGenerator chance) {
        if (text.isEmpty()) {
            return text;
        }
        StringBuilder octets = new StringBuilder(text);
        int at = chance.nextInt(text.length());
        octets.setCharAt(at, (char) (text.charAt(at) ^ (1 << chance.nextInt(8))));
        return octets.toString();
    }

    private static String word(RandomGenerator chance) {
        return WORDS.get(chance.nextInt(WORDS.size()));
    }

    private static String tail(String text, RandomGenerator chance) {
        return text.substring(chance.nextInt(text.length() + 1));
    }

    private static String any(List<byte[]> corpus, RandomGenerator chance) {
        return new String(corpus.get(chance.nextInt(corpus.size())), ISO_8859_1);
    }
}
