package gateway.toolkit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What file names say. */
class FileTypeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    a.js            | text/javascript; charset=utf-8
                    a.mjs           | text/javascript; charset=utf-8
                    A.HTML          | text/html; charset=utf-8
                    a.wasm          | application/wasm
                    a.woff2         | font/woff2
                    a.md            | text/markdown; charset=utf-8
                    a.py            | text/x-python; charset=utf-8
                    a.svg           | image/svg+xml; charset=utf-8
                    a.json          | application/json
                    k.html.gz       | application/gzip
                    c.tar.gz        | application/gzip
                    dir.html/a      | none
                    dir/.html       | none
                    .html           | none
                    a.              | none
                    a               | none
                    a.unknown       | none
                    ~~              | none
                    """)
    void looksUpTheExtension(String name, String type) {
        assertEquals(type, FileType.of(name).map(MediaType::headerValue).orElse("none"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    k.html.gz  | text/html; charset=utf-8 | gzip
                    k.js.br    | text/javascript; charset=utf-8 | br
                    k.css.zst  | text/css; charset=utf-8  | zstd
                    c.tar.gz   | application/x-tar        | gzip
                    k.html     | text/html; charset=utf-8 | none
                    k.gz       | none                     | none
                    .gz        | none                     | none
                    """)
    void looksThroughACoding(String name, String type, String coding) {
        Optional<FileType> within = FileType.within(name);
        assertEquals(type, within.map(each -> each.type().headerValue()).orElse("none"));
        assertEquals(coding, within.flatMap(FileType::coding).orElse("none"));
    }

    @Test
    void namesEachExtensionOnce() throws IOException {
        List<String> extensions = new ArrayList<>();
        try (InputStream in = FileType.class.getResourceAsStream("file-types.txt")) {
            String table = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            for (String line : table.lines().filter(each -> !each.startsWith("#")).toList()) {
                List<String> words = List.of(line.split(" ", -1));
                extensions.addAll(words.subList(1, words.size()));
            }
        }
        assertTrue(extensions.size() > 200, () -> extensions.size() + " extensions");
        assertEquals(
                extensions.size(), extensions.stream().distinct().count(), extensions::toString);
        for (String extension : extensions) {
            assertTrue(extension.matches("[a-z0-9]+"), extension);
            assertTrue(FileType.of("a." + extension).isPresent(), extension);
        }
    }

    @Test
    void sortsFieldNames() {
        assertTrue(FieldNames.isHopByHop("Transfer-Encoding"));
        assertFalse(FieldNames.isHopByHop("Content-Length"));
        assertTrue(FieldNames.isContent("CONTENT-TYPE"));
        for (String kept :
                new String[] {
                    "Cache-Control", "Content-Location", "Date", "ETag", "Expires", "Vary"
                }) {
            assertFalse(FieldNames.isContent(kept), kept);
        }
    }
}
