package gateway.toolkit.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.io.IOException;

/** Forms as browsers send them. */
class ContentTest {
    private static String octets(Content content) throws IOException {
        String text = new String(content.source().get().readAllBytes(), UTF_8);
        assertEquals(text.getBytes(UTF_8).length, content.length().orElseThrow());
        return text;
    }

    @Test
    void writesSimpleForms() throws IOException {
        Content form = Content.form("a b", "1&2", "\u00fc", "");
        assertEquals("application/x-www-form-urlencoded", form.type().orElseThrow());
        assertEquals("a+b=1%262&%C3%BC=", octets(form));
        assertThrows(IllegalArgumentException.class, () -> Content.form("a"));
    }

    /** The octets of Chromium for the same form, but for its boundary. */
    @Test
    void writesPartsAsBrowsersDo() throws IOException {
        Content form =
                Content.multipart(
                        Part.field("na\"me\r\n", "v\u00e4lue"),
                        Part.file("f", "\u20ac \"x\".txt", "text/plain", "a\r\nb".getBytes(UTF_8)),
                        Part.file("none", "", "application/octet-stream", new byte[0]));
        String boundary = "----GatewayTestBoundary0";
        assertEquals("multipart/form-data; boundary=" + boundary, form.type().orElseThrow());
        assertEquals(
                String.join(
                        "\r\n",
                        "--" + boundary,
                        "Content-Disposition: form-data; name=\"na%22me%0D%0A\"",
                        "",
                        "v\u00e4lue",
                        "--" + boundary,
                        "Content-Disposition: form-data; name=\"f\"; filename=\"\u20ac %22x%22.txt\"",
                        "Content-Type: text/plain",
                        "",
                        "a\r\nb",
                        "--" + boundary,
                        "Content-Disposition: form-data; name=\"none\"; filename=\"\"",
                        "Content-Type: application/octet-stream",
                        "",
                        "",
                        "--" + boundary + "--",
                        ""),
                octets(form));
    }

    @Test
    void findsABoundaryThatIsInNoPart() throws IOException {
        Content form = Content.multipart(Part.field("a", "------GatewayTestBoundary0\r\n"));
        assertTrue(form.type().orElseThrow().endsWith("----GatewayTestBoundary1"));
        assertEquals("------GatewayTestBoundary0--\r\n", octets(Content.multipart()));
    }

    @Test
    void refusesWhatIsNoMediaType() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Part.file("f", "n", "text\r\nX: y", new byte[0]));
    }

    @Test
    void copiesWhatItIsGiven() throws IOException {
        byte[] octets = {'a'};
        Content content = Content.bytes("a/b", octets);
        Content form = Content.multipart(Part.file("f", "n", "a/b", octets));
        octets[0] = 'b';
        assertEquals("a", octets(content));
        assertTrue(octets(form).contains("\r\na\r\n"));
        assertFalse(Content.NONE.isPresent());
        assertTrue(Content.text("").isPresent());
    }
}
