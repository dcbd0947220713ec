package gateway.toolkit.forms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.toolkit.errors.HttpException;
import gateway.toolkit.http.Pairs;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

import java.io.IOException;
import java.util.List;
import java.util.Random;

/**
 * Whatever the octets are, and in whatever pieces they come, a form is the same form, or the same
 * refusal: 400 or 413. Two readers that differ here could be played off against each other.
 */
class FormFuzzTest {
    private static final String TYPE = "multipart/form-data; boundary=b";
    private static final String SEED =
            """
            --b
            Content-Disposition: form-data; name="a"

            1
            --b \t
            Content-Disposition: form-data; name="f"; filename="n\\""
            Content-Type: text/plain

            12
            --␍345␍
            --b
            Content-Disposition: form-data;
             name=c


            --b--
            """
                    .replace("\n", "\r\n")
                    .replace("␍", "\r");
    private static final List<String> PIECES =
            List.of(
                    "\r\n",
                    "\n",
                    "\r",
                    "--",
                    "-",
                    "--b",
                    "\r\n--b",
                    "\r\n--b--",
                    "\n--b\r\n",
                    ":",
                    ";",
                    "\"",
                    "\\",
                    " ",
                    "\t",
                    "\0",
                    "\u00ff",
                    "=",
                    "filename*0*=",
                    "name=",
                    "Content-Disposition: form-data; name=x\r\n\r\n");

    @RepeatedTest(8)
    void theSameInWhateverPieces(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        int read = 0;
        for (int round = 0; round < 1000; round++) {
            byte[] body = mutate(random).getBytes(ISO_8859_1);
            for (FormRules rules :
                    List.of(
                            FormRules.DEFAULT.withFileMemory(3),
                            FormRules.DEFAULT.withBareLineFeeds(),
                            FormRules.DEFAULT.withPreamble(3).withHead(60, 2).withParts(2))) {
                String whole = read(body, rules, Integer.MAX_VALUE);
                assertEquals(whole, read(body, rules, 1));
                assertEquals(whole, read(body, rules, 1 + random.nextInt(40)));
                read += whole.length() > 3 ? 1 : 0;
            }
        }
        assertTrue(read > 100, "only refusals prove little: " + read);
    }

    private static String mutate(Random random) {
        StringBuilder body = new StringBuilder(SEED);
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(body.length() + 1);
            int end = Math.min(body.length(), at + random.nextInt(6));
            switch (random.nextInt(4)) {
                case 0 -> body.delete(at, end);
                case 1 -> body.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> body.insert(random.nextInt(body.length() + 1), body.substring(at, end));
                default -> body.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return body.toString();
    }

    private static String read(byte[] body, FormRules rules, int step) throws IOException {
        try (Form form = FormReader.read(MultipartTest.slowly(body, step), TYPE, rules)) {
            StringBuilder shown = new StringBuilder("form ");
            for (Pairs.Pair each : form.fields()) {
                shown.append(each).append(' ');
            }
            for (Upload each : form.files()) {
                String content = new String(each.bytes(), ISO_8859_1);
                assertEquals(content.length(), each.size());
                shown.append(each.head()).append(content).append(' ');
            }
            return shown.toString();
        } catch (HttpException e) {
            assertTrue(e.status() == 400 || e.status() == 413, e.toString());
            return String.valueOf(e.status());
        }
    }
}
