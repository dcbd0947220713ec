package gateway.toolkit.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

class HtmlTest {
    @Test
    void textIsTextEverywhere() {
        assertEquals(
                "&lt;a b=&quot;&amp;&#39;&quot;&gt;\t\r\n\uFFFD\uFFFD\uFFFDé€",
                Html.escape("<a b=\"&'\">\t\r\n\u0000\u001B\u0085é€"));
    }

    /** Only names count, and HTML only where plain text is not liked better. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html, */*;q=0.8 | true",
                "text/html;q=0.3, */* | false",
                "text/html;q=0.3, */*, text/plain;q=0.2 | true",
                "application/xhtml+xml, text/*;q=0.9 | true",
                "text/html;q=0.3, text/plain;q=0.3 | true",
                "text/html;q=0.3, text/plain | false",
                "text/*, */* | false",
            })
    void pagesAreForThoseWhoNameThem(String accept, boolean html) {
        assertEquals(html, Html.isAskedFor(Map.of("HTTP_ACCEPT", accept)));
    }

    @Test
    void aHashAllowsTheText() {
        assertEquals(
                "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='", new Inlined("").source());
    }
}
