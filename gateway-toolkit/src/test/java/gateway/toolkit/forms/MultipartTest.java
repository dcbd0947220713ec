package gateway.toolkit.forms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.toolkit.errors.HttpException;
import gateway.toolkit.http.MediaType;
import gateway.toolkit.http.Pairs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/** RFC 7578 and RFC 2046 section 5.1: bodies row by row, those of browsers, and round trips. */
class MultipartTest {
    private static final String TYPE = "multipart/form-data; boundary=b";

    /** Rows write CR and LF as {@code ␍} and {@code ␊}, both as {@code ⏎}. */
    private static byte[] octets(String row) {
        return row.replace("⏎", "\r\n").replace("␍", "\r").replace("␊", "\n").getBytes(UTF_8);
    }

    private static String show(Form form) throws IOException {
        StringBuilder shown = new StringBuilder();
        for (Pairs.Pair each : form.fields()) {
            shown.append(each.name() + "=" + visible(each.value()) + " ");
        }
        for (Upload each : form.files()) {
            String content = visible(new String(each.bytes(), UTF_8));
            shown.append(each.name() + "<" + each.filename() + ">" + content + " ");
        }
        return shown.toString().strip();
    }

    private static String visible(String text) {
        return text.replace("\r\n", "⏎").replace("\n", "␊").replace("\r", "␍");
    }

    private static String read(byte[] body, String type, FormRules rules, int step)
            throws IOException {
        try (Form form = FormReader.read(slowly(body, step), type, rules)) {
            return show(form);
        } catch (HttpException e) {
            return String.valueOf(e.status());
        }
    }

    /** Gives at most so many octets at a time. */
    static InputStream slowly(byte[] body, int step) {
        return new ByteArrayInputStream(body) {
            @Override
            public synchronized int read(byte[] into, int offset, int count) {
                return super.read(into, offset, Math.min(step, count));
            }
        };
    }

    private static final String ROWS =
            """
            --b⏎Content-Disposition: form-data; name="a"⏎⏎1⏎--b--⏎                  | a=1
            --b⏎Content-Disposition: form-data; name="a"⏎⏎1⏎--b--                   | a=1
            --b⏎content-disposition:form-data;name=a⏎⏎1⏎--b--                       | a=1
            ⏎--b⏎Content-Disposition: form-data; name="a"⏎⏎1⏎--b--⏎                 | a=1
            pre⏎amble⏎--b⏎Content-Disposition: form-data; name="a"⏎⏎1⏎--b--⏎epi     | a=1
            --b \t⏎Content-Disposition: form-data; name="a"⏎⏎1⏎--b-- \t⏎            | a=1
            --b⏎Content-Disposition: form-data; name="a"⏎⏎⏎--b--⏎                   | a=
            --b⏎Content-Disposition: form-data; name=""⏎⏎1⏎--b--⏎                   | =1
            --b⏎Content-Disposition: form-data; name="a"⏎⏎⏎⏎⏎--b--⏎                 | a=⏎⏎
            --b⏎Content-Disposition: form-data; name="a"⏎⏎␍␍⏎-⏎--⏎--␊--b␍⏎--b--⏎    | a=␍␍⏎-⏎--⏎--␊--b␍
            --b⏎Content-Disposition: form-data; name="a"⏎⏎1--b⏎--b--⏎               | a=1--b
            --b⏎Content-Disposition: form-data; name="a"⏎⏎1⏎--b⏎Content-Disposition: form-data; name="a"⏎⏎2⏎--b--⏎ | a=1 a=2
            --b⏎Content-Disposition: form-data; name="f"; filename="C:\\dir\\x.txt"⏎⏎1⏎--b--⏎ | f<C:\\dir\\x.txt>1
            --b⏎Content-Disposition: form-data; name="f"; filename="../x"⏎⏎1⏎--b--⏎ | f<../x>1
            --b⏎Content-Disposition: form-data; name="f"; filename=""⏎⏎⏎--b--⏎      | f<>
            --b⏎Content-Disposition: form-data; name="f"; filename="ü€.txt"⏎⏎1⏎--b--⏎ | f<ü€.txt>1
            --b⏎Content-Disposition: form-data; name="f"; filename*=UTF-8''na%C3%AFve⏎⏎1⏎--b--⏎ | f<naïve>1
            --b⏎Content-Disposition: form-data; name="f"; filename*0="a"; filename*1="b"⏎⏎1⏎--b--⏎ | f<ab>1
            --b⏎Content-Disposition: form-data; name="a\\"b\\c"⏎⏎1⏎--b--⏎           | a"b\\c=1
            --b⏎Content-Disposition: form-data;⏎ name="a"⏎⏎1⏎--b--⏎                 | a=1
            --b⏎Content-Disposition: form-data; name="f"; filename="\\\\server\\x"⏎⏎1⏎--b--⏎ | f<\\\\server\\x>1
            --b⏎Content-Disposition: form-data; name="f"; filename="dir\\"⏎⏎1⏎--b--⏎ | f<dir\\>1
            --b⏎Content-Disposition: form-data; name="dir\\"; filename="x\\" ⏎⏎1⏎--b--⏎ | dir\\<x\\>1
            --b⏎Content-Disposition: form-data; name="dir\\"; filename=""⏎⏎1⏎--b--⏎ | dir\\<>1
            --b⏎Content-Disposition: form-data; name="f"; filename="a \\"b\\""⏎⏎1⏎--b--⏎ | f<a "b">1
            --b⏎Content-Disposition: form-data; filename="a\\"; name=\\"b"; name="f"⏎⏎1⏎--b--⏎ | f<a"; name="b>1
            --b⏎Content-Disposition: form-data; name="f"; filename="x; name=y"⏎⏎1⏎--b--⏎ | f<x; name=y>1
            --b⏎Content-Disposition: form-data; name="f"; filename=C:\\x⏎⏎1⏎--b--⏎ | f<C:\\x>1
            --b⏎Content-Disposition: form-data; name="f"; filename="x"; filename*=UTF-8''y⏎⏎1⏎--b--⏎ | f<y>1
            --b⏎Content-Disposition: form-data; name*0=f; name*1=g⏎⏎1⏎--b--⏎        | fg=1
            --b⏎Content-Disposition: form-data; name="a"; name="c"⏎⏎1⏎--b--⏎        | 400
            --b⏎Content-Disposition: form-data; name="a"; NAME =c⏎⏎1⏎--b--⏎         | 400
            --b⏎Content-Disposition: form-data; name="a"; name*=UTF-8''c⏎⏎1⏎--b--⏎  | 400
            --b⏎Content-Disposition: form-data; name*0=c; name="a"⏎⏎1⏎--b--⏎        | 400
            --b⏎Content-Disposition: form-data; name="f"; filename="x"; filename=y⏎⏎1⏎--b--⏎ | 400
            --b⏎Content-Disposition: form-data; name="f"; filename*=UTF-8''x; filename*=UTF-8''y⏎⏎1⏎--b--⏎ | 400
            --b⏎Content-Disposition: form-data; name="f"; filename="x⏎⏎1⏎--b--⏎     | 400
            --b⏎Content-Disposition: form-data; name="f"; filename="x"y⏎⏎1⏎--b--⏎   | 400
            --b⏎Content-Disposition: form-data; name="f"; filename="x\\"; name=a; y=\\""⏎⏎1⏎--b--⏎ | f<x"; name=a; y=">1
            --b⏎Content-Disposition: form-data; name="dir\\"; filename=";x"⏎⏎1⏎--b--⏎ | 400
            --b⏎X-Other: 1⏎Content-Disposition: form-data; name="a"⏎⏎1⏎--b--⏎       | a=1
            --b--⏎                                                                  | ~~
            --b--                                                                   | ~~
            ~~                                                                      | 400
            nothing                                                                 | 400
            --b                                                                     | 400
            --b-                                                                    | 400
            --b⏎                                                                    | 400
            --c⏎Content-Disposition: form-data; name="a"⏎⏎1⏎--c--⏎                  | 400
            --bb⏎Content-Disposition: form-data; name="a"⏎⏎1⏎--bb--⏎                | 400
            --b⏎Content-Disposition: form-data; name="a"⏎⏎1⏎--b                     | 400
            --b⏎Content-Disposition: form-data; name="a"⏎⏎1                         | 400
            --b⏎Content-Disposition: form-data; name="a"                            | 400
            --b⏎Content-Disposition: form-data; name="a"⏎⏎1⏎--b--x                  | 400
            --b⏎⏎1⏎--b--⏎                                                           | 400
            --b⏎Content-Type: text/plain⏎⏎1⏎--b--⏎                                  | 400
            --b⏎Content-Disposition: form-data⏎⏎1⏎--b--⏎                            | 400
            --b⏎Content-Disposition: attachment; name="a"⏎⏎1⏎--b--⏎                 | 400
            --b⏎Content-Disposition form-data; name="a"⏎⏎1⏎--b--⏎                   | 400
            --b⏎: x⏎Content-Disposition: form-data; name="a"⏎⏎1⏎--b--⏎              | 400
            --b⏎Content-Disposition : form-data; name="a"⏎⏎1⏎--b--⏎                 | 400
            --b⏎ folded⏎Content-Disposition: form-data; name="a"⏎⏎1⏎--b--⏎          | 400
            --b⏎Content-Disposition: form-data; name="a"⏎Content-Disposition: form-data; name="c"⏎⏎1⏎--b--⏎ | 400
            --b⏎Content-Disposition: form-data; name="a␍b"⏎⏎1⏎--b--⏎                | 400
            --b⏎Content-Disposition: form-data; name="a"␊⏎1⏎--b--⏎                  | 400
            --b␊Content-Disposition: form-data; name="a"␊␊1␊--b--␊                  | 400
            --b␍Content-Disposition: form-data; name="a"␍␍1␍--b--␍                  | 400
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = ROWS)
    void readsRows(String body, String expected) throws IOException {
        for (int step : new int[] {Integer.MAX_VALUE, 1, 2, 3, 7}) {
            assertEquals(
                    expected, read(octets(body), TYPE, FormRules.DEFAULT, step), "step " + step);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --b␊Content-Disposition: form-data; name="a"␊␊1␊--b--␊   | a=1
                    --b⏎Content-Disposition: form-data; name="a"⏎⏎1⏎--b--⏎   | a=1
                    --b␊Content-Disposition: form-data; name="a"⏎⏎1␊2␍␍⏎--b␊Content-Disposition: form-data; name="c"␊⏎3␊--b-- | a=1␊2␍␍ c=3
                    """)
    void readsBareLineFeedsIfTold(String body, String expected) throws IOException {
        FormRules rules = FormRules.DEFAULT.withBareLineFeeds();
        for (int step : new int[] {Integer.MAX_VALUE, 1, 2}) {
            assertEquals(expected, read(octets(body), TYPE, rules, step), "step " + step);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    multipart/form-data; boundary=b                       | a=1
                    Multipart/Form-Data; charset=utf-8; Boundary="b"      | a=1
                    multipart/form-data                                   | 400
                    multipart/form-data; boundary=                        | 400
                    multipart/form-data; boundary=""                      | 400
                    multipart/form-data; boundary="b "                    | 400
                    multipart/form-data; boundary=b; boundary=c           | 400
                    multipart/form-data; boundary=c; boundary=b           | 400
                    multipart/form-data; boundary=c; boundary*=UTF-8''b   | 400
                    multipart/form-data; boundary="é"                     | 400
                    """)
    void readsTheBoundary(String type, String expected) throws IOException {
        byte[] body = octets("--b⏎Content-Disposition: form-data; name=\"a\"⏎⏎1⏎--b--⏎");
        assertEquals(expected, read(body, type, FormRules.DEFAULT, 100));
    }

    @Test
    void aBoundaryMayHaveTheWordInIt() {
        assertEquals(
                "--boundary=boundary",
                Boundary.of("multipart/form-data; boundary=\"--boundary=boundary\"").text());
        assertThrows(
                HttpException.class,
                () -> Boundary.of("multipart/form-data; boundary=" + "b".repeat(201)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    text/plain; charset=iso-8859-1 | \u00C3\u00A9
                    text/plain; charset=utf-8      | \u00E9
                    text/plain; charset=utf-7      | \u00E9
                    text/plain; charset=x%%        | \u00E9
                    text/plain                     | \u00E9
                    """)
    void readsFieldsInTheirCharset(String type, String expected) throws IOException {
        byte[] body =
                octets(
                        "--b⏎Content-Disposition: form-data; name=\"a\"⏎Content-Type: "
                                + type
                                + "⏎⏎é⏎--b--⏎");
        assertEquals("a=" + expected, read(body, TYPE, FormRules.DEFAULT, 100));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 13, 100, 1 << 20})
    void readsWhatChromiumSends(int step) throws IOException {
        String type = "multipart/form-data; boundary=----WebKitFormBoundary44AomC6AmgqKeBjL";
        byte[] body = resource("chromium-multipart.body");
        try (Form form = FormReader.read(slowly(body, step), type, FormRules.DEFAULT)) {
            assertEquals(
                    Pairs.of(
                            "plain", "one two",
                            "naïve %22name%22", "Grüße €",
                            "lines", "a\r\nb\r\n",
                            "same", "1",
                            "same", "2",
                            "b\\s", "back\\slash"),
                    form.fields());
            assertTrue(form.file("none").orElseThrow().isEmpty());
            List<Upload> files = form.files().subList(1, 4);
            assertEquals(
                    List.of("pi %22quoted%22 \\ naïve;.txt", "octets.bin", "empty.txt"),
                    files.stream().map(Upload::filename).toList());
            assertEquals(Optional.of(MediaType.of("text", "plain")), files.get(0).contentType());
            assertEquals("hello\r\n--boundary\r\n\0ÿ", new String(files.get(0).bytes(), UTF_8));
            assertArrayEquals(new byte[] {0, 13, 10, 45, 45, -1}, files.get(1).bytes());
            assertEquals(0, files.get(2).size());
            assertFalse(files.get(2).isEmpty());
        }
    }

    @Test
    void readsWhatFetchSends() throws IOException {
        String type = "multipart/form-data; boundary=----WebKitFormBoundary83y4mpW6RWtTCAY2";
        byte[] body = resource("chromium-fetch.body");
        assertEquals("x=1 blob<blob>{}", read(body, type, FormRules.DEFAULT, 1 << 20));
    }

    /** Written by hand after the HTML Standard, in Firefox's kind of boundary. */
    @Test
    void readsWhatFirefoxWouldSend() throws IOException {
        String type =
                "multipart/form-data; boundary=----geckoformboundary3f2c9c1f8f0a4b5d9e6a7c8b1d2e3f40";
        byte[] body = resource("firefox-multipart.body");
        assertEquals(
                "plain=one two naïve %22name%22=Grüße € lines=a⏎b⏎ none<> file<naïve.txt>hello⏎--boundary⏎",
                read(body, type, FormRules.DEFAULT, 1 << 20));
    }

    @Test
    void readsASimpleFormOfChromium() throws IOException {
        byte[] body = resource("chromium-urlencoded.body");
        assertEquals(
                "plain=one two naïve &==Grüße € + 50%& lines=a⏎b⏎ empty=",
                read(body, "application/x-www-form-urlencoded", FormRules.DEFAULT, 1 << 20));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = MultipartTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    @Test
    void readsBackWhatTheWriterWrites() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            String name = text(random);
            String filename = text(random);
            if (name.endsWith("\\") && filename.strip().startsWith(";")) {
                continue; // Could be read in two ways, and is refused.
            }
            byte[] content = new byte[random.nextInt(40)];
            for (int i = 0; i < content.length; i++) {
                content[i] = (byte) "\r\n-bx".charAt(random.nextInt(5));
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            String type;
            try (MultipartWriter writer = new MultipartWriter(out)) {
                writer.field(name, new String(content, ISO_8859_1));
                writer.file(
                        name, filename, MediaType.OCTET_STREAM, new ByteArrayInputStream(content));
                type = writer.contentType().headerValue();
            }
            InputStream in = slowly(out.toByteArray(), 1 + random.nextInt(30));
            try (Form form = FormReader.read(in, type, FormRules.DEFAULT)) {
                String escaped =
                        name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
                assertEquals(
                        Optional.of(new String(content, ISO_8859_1)), form.fields().first(escaped));
                assertEquals(
                        filename.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A"),
                        form.files().get(0).filename());
                assertArrayEquals(content, form.files().get(0).bytes());
            }
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append("ab \"\\;=é€\r\n%'".charAt(random.nextInt(13)));
        }
        return text.toString();
    }

    @Test
    void writesNothingBehindTheEnd() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MultipartWriter writer = new MultipartWriter(out, new Boundary("b"));
        writer.close();
        writer.close();
        assertEquals("--b--\r\n", out.toString(UTF_8));
        assertThrows(IOException.class, () -> writer.field("a", "b"));
    }

    @Test
    void givesPartsAsTheyPass() throws IOException {
        byte[] body =
                octets(
                        "--b⏎Content-Disposition: form-data; name=\"a\"⏎⏎12345⏎--b⏎"
                                + "Content-Disposition: form-data; name=\"c\"⏎⏎6⏎--b--⏎");
        MultipartReader reader =
                new MultipartReader(
                        new ByteArrayInputStream(body), new Boundary("b"), FormRules.DEFAULT);
        Part first = reader.next().orElseThrow();
        assertEquals('1', first.content().read());
        Part second = reader.next().orElseThrow();
        assertEquals("c", second.head().name());
        assertEquals("6", new String(second.content().readAllBytes(), UTF_8));
        assertEquals(Optional.empty(), reader.next());
        assertEquals(Optional.empty(), reader.next());
    }
}
