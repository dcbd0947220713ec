package gateway.toolkit.forms;

import gateway.toolkit.errors.HttpException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads hostile forms in a Java runtime of its own with a small heap, and prints what became of
 * each.
 */
final class BombProgram {
    private static final int BIG = 100_000_000;

    private BombProgram() {}

    /** A body that repeats something without being in memory. */
    private static final class Repeated extends InputStream {
        private final byte[] begin;
        private final byte[] unit;
        private final byte[] end;
        private final long middle;
        private long at;

        Repeated(String begin, String unit, long octets, String end) {
            this.begin = begin.getBytes(StandardCharsets.ISO_8859_1);
            this.unit = unit.getBytes(StandardCharsets.ISO_8859_1);
            this.end = end.getBytes(StandardCharsets.ISO_8859_1);
            this.middle = octets / this.unit.length * this.unit.length;
        }

        @Override
        public int read() {
            long place = at++ - begin.length;
            if (place < 0) {
                return begin[(int) (place + begin.length)] & 0xFF;
            }
            if (place < middle) {
                return unit[(int) (place % unit.length)] & 0xFF;
            }
            return place - middle < end.length ? end[(int) (place - middle)] & 0xFF : -1;
        }

        @Override
        public int read(byte[] octets, int offset, int count) {
            for (int i = 0; i < count; i++) {
                int octet = read();
                if (octet < 0) {
                    return i == 0 ? -1 : i;
                }
                octets[offset + i] = (byte) octet;
            }
            return count;
        }
    }

    private static final String FIELD = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
    private static final String FILE =
            "--b\r\nContent-Disposition: form-data; name=\"a\"; filename=\"f\"\r\n\r\n";

    public static void main(String[] words) throws IOException {
        run("file of CR", FILE, "\r", BIG, "\r\n--b--\r\n");
        run("file of LF", FILE, "\n", BIG, "\r\n--b--\r\n");
        run("file of CRLF", FILE, "\r\n", BIG, "\r\n--b--\r\n");
        run("file of half boundaries", FILE, "\r\n-", BIG, "\r\n--b--\r\n");
        run("field", FIELD, "x", BIG, "\r\n--b--\r\n");
        run("fields", "", FIELD + "x\r\n", BIG, "--b--\r\n");
        run("files", "", FILE + "x\r\n", BIG, "--b--\r\n");
        run("preamble", "", "x", BIG, "");
        run("preamble of CRLF", "", "\r\n", BIG, "");
        run("head line", "--b\r\nX: ", "x", BIG, "");
        run("head lines", "--b\r\n", "X: y\r\n", BIG, "");
        run("folded head line", "--b\r\nX: ", "\r\n y", BIG, "");
        run("padding", "--b", " ", BIG, "");
        run("epilogue", FIELD + "x\r\n--b--\r\n", "x", BIG, "");
        run(
                "escapes",
                "--b\r\nContent-Disposition: form-data; name=\"",
                "\\",
                BIG,
                "\"\r\n\r\nx\r\n--b--");
        StringBuilder heads = new StringBuilder();
        heads.append("--b\r\nContent-Disposition: form-data; name=\"a\"; filename=\"");
        heads.append("\u00E2\u0082\u00AC".repeat(2600)).append("\"\r\n\r\n\r\n");
        run("large heads", "", heads.toString(), 1000L * heads.length(), "--b--");
        String quotes =
                "--b\r\nContent-Disposition: form-data; name=\"a\"; filename=\""
                        + "\\\"".repeat(4000)
                        + "\"\r\n\r\n\r\n";
        run("large heads of quotes", "", quotes, 1000L * quotes.length(), "--b--");
        run("large files", "", FILE + "x".repeat(400_000) + "\r\n", BIG, "--b--");
        simple("simple form", "x", BIG);
        simple("simple form of ampersands", "&", 500_000);
        simple("simple form of names", "a&", BIG);
        simple("simple form of escapes", "%", 500_000);
    }

    private static void run(String name, String begin, String unit, long octets, String end)
            throws IOException {
        print(name, "multipart/form-data; boundary=b", new Repeated(begin, unit, octets, end));
    }

    private static void simple(String name, String unit, long octets) throws IOException {
        print(name, "application/x-www-form-urlencoded", new Repeated("", unit, octets, ""));
    }

    private static void print(String name, String type, InputStream body) throws IOException {
        try (Form form = FormReader.read(body, type, FormRules.DEFAULT)) {
            System.out.println(
                    name
                            + ": "
                            + form.fields().size()
                            + " fields, "
                            + form.files().size()
                            + " files");
        } catch (HttpException e) {
            System.out.println(name + ": " + e.status());
        }
    }
}
