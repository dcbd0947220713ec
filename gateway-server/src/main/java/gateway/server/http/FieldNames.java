package gateway.server.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Names of header fields that most clients send, each one string for all requests, with its hash
 * and its key known. Measured with a browser's twelve fields ({@code HeadBenchmark}, {@code
 * EnvironBenchmark}): the head takes 1,720 octets in place of 2,376, the environ 680 of 1,792.
 */
public final class FieldNames {
    /** A power of two, so large that few names find their place taken. */
    private static final int SIZE = 512;

    private static final List<String> KNOWN =
            Stream.of(
                            "Accept",
                            "Accept-Encoding",
                            "Accept-Language",
                            "Authorization",
                            "Cache-Control",
                            "Connection",
                            "Content-Encoding",
                            "Content-Length",
                            "Content-Type",
                            "Cookie",
                            "DNT",
                            "Date",
                            "Expect",
                            "Forwarded",
                            "From",
                            "Host",
                            "If-Match",
                            "If-Modified-Since",
                            "If-None-Match",
                            "If-Range",
                            "If-Unmodified-Since",
                            "Keep-Alive",
                            "Origin",
                            "Pragma",
                            "Priority",
                            "Range",
                            "Referer",
                            "Sec-CH-UA",
                            "Sec-CH-UA-Mobile",
                            "Sec-CH-UA-Platform",
                            "Sec-Fetch-Dest",
                            "Sec-Fetch-Mode",
                            "Sec-Fetch-Site",
                            "Sec-Fetch-User",
                            "Sec-GPC",
                            "TE",
                            "Traceparent",
                            "Transfer-Encoding",
                            "Upgrade",
                            "Upgrade-Insecure-Requests",
                            "User-Agent",
                            "Via",
                            "X-Forwarded-For",
                            "X-Forwarded-Host",
                            "X-Forwarded-Proto",
                            "X-Real-IP",
                            "X-Request-ID",
                            "X-Requested-With")
                    .flatMap(name -> Stream.of(name, name.toLowerCase(Locale.ROOT)))
                    .toList();

    /**
     * Each name where {@link #place} says, or in the next places; {@code ""} where there is none.
     */
    private static final String[] PLACES = places();

    private FieldNames() {}

    /** Those that are one string each, in the spelling of the standards and in small letters. */
    public static List<String> known() {
        return KNOWN;
    }

    /** The name from {@code start} to before {@code end}, which is at least one octet long. */
    static String of(byte[] octets, int start, int end) {
        int i =
                place(
                        octets[start],
                        octets[start + (end - start) / 2],
                        octets[end - 1],
                        end - start);
        for (String known = PLACES[i]; !known.isEmpty(); known = PLACES[i]) {
            if (isSame(known, octets, start, end)) {
                return known;
            }
            i = (i + 1) & (SIZE - 1);
        }
        return new String(octets, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private static boolean isSame(String known, byte[] octets, int start, int end) {
        if (known.length() != end - start) {
            return false;
        }
        for (int i = 0; i < known.length(); i++) {
            if (known.charAt(i) != octets[start + i]) {
                return false;
            }
        }
        return true;
    }

    private static String[] places() {
        String[] places = new String[SIZE];
        Arrays.fill(places, "");
        for (String name : KNOWN) {
            int length = name.length();
            int i = place(name.charAt(0), name.charAt(length / 2), name.charAt(length - 1), length);
            while (!places[i].isEmpty()) {
                i = (i + 1) & (SIZE - 1);
            }
            places[i] = name;
        }
        return places;
    }

    private static int place(int first, int middle, int last, int length) {
        return (((first * 31 + middle) * 31 + last) * 31 + length) & (SIZE - 1);
    }
}
