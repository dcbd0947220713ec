package gateway.toolkit.forms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.toolkit.exchange.GuidePage;
import gateway.toolkit.http.MediaType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Every example of {@code docs/forms.md}, compiled and run. */
class FormsPageTest {
    private static final String TYPE = "multipart/form-data; boundary=b";
    private static final byte[] BODY =
            String.join(
                            "\r\n",
                            "--b",
                            "Content-Disposition: form-data; name=\"title\"",
                            "",
                            "Me",
                            "--b",
                            "Content-Disposition: form-data; name=\"photo\"; filename=\"me.png\"",
                            "",
                            "12345",
                            "--b--")
                    .getBytes(UTF_8);

    @Test
    void wholeForm(@TempDir Path directory) throws IOException {
        InputStream body = new ByteArrayInputStream(BODY);
        String contentType = TYPE;
        Path target = directory.resolve("photo");
        Map<Path, String> titles = new HashMap<>();
        // show
        try (Form form = FormReader.read(body, contentType, FormRules.DEFAULT)) {
            titles.put(target, form.fields().first("title").orElse("untitled"));
            form.file("photo").orElseThrow().saveTo(target);
        }
        // end
        assertEquals("12345", Files.readString(target));
        assertEquals(Map.of(target, "Me"), titles);
    }

    @Test
    void partByPart() throws IOException {
        InputStream body = new ByteArrayInputStream(BODY);
        String contentType = TYPE;
        // show
        MultipartReader reader =
                new MultipartReader(body, Boundary.of(contentType), FormRules.DEFAULT);
        long octets = 0;
        for (var part = reader.next(); part.isPresent(); part = reader.next()) {
            octets += part.get().content().transferTo(OutputStream.nullOutputStream());
        }
        // end
        assertEquals(7, octets);
    }

    @Test
    void rules(@TempDir Path spool) throws IOException {
        // show
        FormRules rules =
                FormRules.DEFAULT
                        .withFieldMemory(50_000) // octets of all fields
                        .withFileMemory(1_000_000) // octets of files before one is made on disk
                        .withParts(20)
                        .withDirectory(spool);
        // end
        try (Form form = FormReader.read(new ByteArrayInputStream(BODY), TYPE, rules)) {
            assertEquals(1, form.files().size());
        }
    }

    @Test
    void writing() throws IOException {
        InputStream photo = new ByteArrayInputStream(new byte[] {1, 2});
        // show
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MultipartWriter writer = new MultipartWriter(out);
        writer.field("title", "Me");
        writer.file("photo", "me.png", MediaType.of("image/png"), photo);
        writer.close();
        String contentType = writer.contentType().headerValue(); // with the boundary
        // end
        assertTrue(contentType.startsWith("multipart/form-data; boundary=gateway-"), contentType);
        InputStream in = new ByteArrayInputStream(out.toByteArray());
        try (Form form = FormReader.read(in, contentType, FormRules.DEFAULT)) {
            assertArrayEquals(new byte[] {1, 2}, form.file("photo").orElseThrow().bytes());
        }
    }

    @Test
    void thePageShowsTheseExamples() throws IOException {
        GuidePage.check("forms.md", FormsPageTest.class);
        GuidePage.checkTutorial(FormsPageTest.class);
    }
}
