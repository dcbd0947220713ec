package gateway.tck.mock;

import gateway.api.Environ;
import gateway.api.Header;
import gateway.tck.http.Field;
import gateway.tck.http.Version;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The header lines of a request, checked and turned into keys (chapter 5, SRV-1). */
final class Fields {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern PLAIN = Pattern.compile("[0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t -~\\x80-\\xff]*");
    private static final int LONG_DIGITS = 19;

    private final Map<String, String> keys = new HashMap<>();
    private final List<Header> raw = new ArrayList<>();
    private long length = -1;
    private boolean chunked;

    Fields(List<Field> fields, Version version, boolean refusingOdd) throws RefusalException {
        for (Field field : fields) {
            add(field, refusingOdd);
        }
        checkHost(Field.values(fields, "Host"), version);
        if (Field.values(fields, "Content-Type").size() > 1) {
            throw new RefusalException(400, true);
        }
        checkFraming(
                Field.values(fields, "Content-Length"),
                Field.values(fields, "Transfer-Encoding"),
                version);
        boolean odd =
                Field.values(fields, "Expect").stream()
                        .anyMatch(value -> !value.equalsIgnoreCase("100-continue"));
        if (odd && version == Version.HTTP_1_1) {
            throw new RefusalException(417, true);
        }
    }

    /** Keys without a dot, and their values. */
    Map<String, String> keys() {
        return keys;
    }

    /** All lines as received. */
    List<Header> raw() {
        return List.copyOf(raw);
    }

    /** Octets of the body; 0 for none, -1 if it is chunked. */
    long length() {
        return chunked ? -1 : Math.max(0, length);
    }

    /** Whether a list-valued header has a member, in any case. */
    boolean lists(String key, String member) {
        String value = keys.getOrDefault(key, "");
        return Arrays.stream(value.split(",", -1))
                .anyMatch(one -> one.trim().equalsIgnoreCase(member));
    }

    private void add(Field field, boolean refusingOdd) throws RefusalException {
        String name = field.name();
        String value = strip(field.value());
        if (!TOKEN.matcher(name).matches() || !VALUE.matcher(value).matches()) {
            throw new RefusalException(400, false);
        }
        raw.add(new Header(name, value));
        boolean plain = PLAIN.matcher(name).matches();
        if (!plain && refusingOdd) {
            throw new RefusalException(400, true);
        }
        String key = "HTTP_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
        if (!plain) {
            return;
        }
        switch (key) {
            case "HTTP_PROXY", "HTTP_TRANSFER_ENCODING", "HTTP_CONTENT_LENGTH" -> {}
            case "HTTP_CONTENT_TYPE" -> keys.put(Environ.CONTENT_TYPE, value);
            default -> {
                String between = key.equals("HTTP_COOKIE") ? "; " : ", ";
                keys.merge(key, value, (before, more) -> before + between + more);
            }
        }
    }

    private static String strip(String value) {
        return value.replaceAll("^[ \\t]+|[ \\t]+$", "");
    }

    private static void checkHost(List<String> hosts, Version version) throws RefusalException {
        boolean missing = hosts.isEmpty() && version == Version.HTTP_1_1;
        if (missing
                || hosts.size() > 1
                || (!hosts.isEmpty() && !Target.isHost(strip(hosts.get(0))))) {
            throw new RefusalException(400, false);
        }
    }

    private void checkFraming(List<String> lengths, List<String> codings, Version version)
            throws RefusalException {
        if (lengths.size() > 1
                || (!codings.isEmpty() && (!lengths.isEmpty() || version == Version.HTTP_1_0))) {
            throw new RefusalException(400, false);
        }
        if (!lengths.isEmpty()) {
            length = length(strip(lengths.get(0)));
            keys.put(Environ.CONTENT_LENGTH, Long.toString(length));
        }
        if (!codings.isEmpty()) {
            checkCodings(String.join(",", codings));
            chunked = true;
        }
    }

    private static long length(String text) throws RefusalException {
        if (!text.matches("[0-9]+")) {
            throw new RefusalException(400, false);
        }
        String digits = text.replaceFirst("^0+(?=.)", "");
        try {
            if (digits.length() <= LONG_DIGITS) {
                return Long.parseLong(digits);
            }
        } catch (NumberFormatException e) {
            // Too large, like one with more digits.
        }
        throw new RefusalException(413, false);
    }

    private static void checkCodings(String list) throws RefusalException {
        List<String> codings =
                Arrays.stream(list.split(",", -1))
                        .map(one -> strip(one).toLowerCase(Locale.ROOT))
                        .toList();
        if (codings.equals(List.of("chunked"))) {
            return;
        }
        boolean formed = codings.stream().allMatch(one -> TOKEN.matcher(one).matches());
        int first = codings.indexOf("chunked");
        boolean last = first < 0 ? codings.contains("identity") : first == codings.size() - 1;
        throw new RefusalException(formed && last ? 501 : 400, false);
    }
}
