package gateway.toolkit.http;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * A file name made from what a client proposes, which is safe in any directory of any common file
 * system.
 */
public final class SecureFileName {
    /** How long a result may be, in characters, which are octets. */
    public static final int LONGEST = 255;

    // What is behind this was cut off before: normalizing makes at most 18 characters of one.
    private static final int LONGEST_READ = 4096;

    private SecureFileName() {}

    /**
     * Makes a name of letters, digits and {@code -._}, which begins and ends with none of {@code
     * ._} and is no device of Windows.
     *
     * @param proposed anything; accents are taken off, slashes and white space become underscores,
     *     other characters are left out
     * @return at most {@value #LONGEST} characters of ASCII; empty if nothing is left, and then the
     *     application must find a name of its own
     */
    public static String of(String proposed) {
        String read =
                proposed.length() > LONGEST_READ
                        ? proposed.substring(proposed.length() - LONGEST_READ)
                        : proposed;
        String name = strip(join(Normalizer.normalize(read, Normalizer.Form.NFKD)));
        if (WindowsNames.isDevice(name)) {
            name = "file_" + name;
        }
        return name.length() <= LONGEST ? name : shorten(name);
    }

    /** Words of safe characters, with one underscore between them. */
    private static String join(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '/' || c == '\\' || Character.isWhitespace(c)) {
                if (word.length() > 0) {
                    words.add(word.toString());
                    word.setLength(0);
                }
            } else if (HttpChars.isAlphanumeric(c) || "-._".indexOf(c) >= 0) {
                word.append(c);
            }
        }
        if (word.length() > 0) {
            words.add(word.toString());
        }
        return String.join("_", words);
    }

    private static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && "._".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && "._".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Keeps a short ending, for it says what the file is. */
    private static String shorten(String name) {
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && name.length() - dot <= 16 ? name.substring(dot) : "";
        return strip(name.substring(0, LONGEST - ending.length())) + ending;
    }
}
