package gateway.toolkit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

/** RFC 9110 sections 8.8.3, 13.1.1 and 13.1.2. */
class EntityTagTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    "a"          | "a"
                    W/"a"        | W/"a"
                    w/"a"        | W/"a"
                    a            | "a"
                    ""           | ""
                    "a,b"        | "a,b"
                    "a\\"        | "a\\"
                    "ü"          | "ü"
                    "            | none
                    ~~           | none
                    "a b"        | none
                    "a"b"        | none
                    "a           | none
                    a, b         | none
                    """)
    void readsOne(String text, String tag) {
        assertEquals(tag, EntityTag.parse(text).map(EntityTag::headerValue).orElse("none"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    "a", W/"b", c    | "a", W/"b", "c"
                    *                | *
                    "a", *           | "a"
                    "a,b" ,, "c"     | "a,b", "c"
                    "a\\", "b"       | "a\\", "b"
                    "a b", "c"       | "c"
                    "a", "b          | "a"
                    ~~               | ~~
                    """)
    void readsAList(String text, String tags) {
        assertEquals(tags, EntityTags.parse(text).headerValue());
    }

    /** The table of RFC 9110 section 8.8.3.2. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    W/"1" | W/"1" | false | true
                    W/"1" | W/"2" | false | false
                    W/"1" | "1"   | false | true
                    "1"   | "1"   | true  | true
                    """)
    void compares(String one, String other, boolean strongly, boolean weakly) {
        EntityTag tag = EntityTag.parse(one).orElseThrow();
        EntityTag otherTag = EntityTag.parse(other).orElseThrow();
        assertEquals(strongly, tag.strongEquals(otherTag));
        assertEquals(strongly, EntityTags.of(tag).containsStrong(otherTag));
        assertEquals(weakly, tag.weakEquals(otherTag));
        assertEquals(weakly, EntityTags.of(tag).containsWeak(otherTag));
    }

    @Test
    void anyHasThemAll() {
        assertTrue(EntityTags.ANY.containsStrong(EntityTag.weak("a")));
        assertFalse(EntityTags.parse("").containsWeak(EntityTag.weak("a")));
    }

    @Test
    void tagsContent() {
        EntityTag tag = EntityTag.ofContent("hello".getBytes(StandardCharsets.US_ASCII));
        assertEquals("\"LPJNul-wow4m6Dsqxbning\"", tag.headerValue());
        assertNotEquals(tag, EntityTag.ofContent(new byte[0]));
    }

    @Test
    void refusesWhatCannotBeWritten() {
        assertThrows(IllegalArgumentException.class, () -> EntityTag.strong("a\"b"));
        assertThrows(IllegalArgumentException.class, () -> EntityTag.strong("a\nb"));
        assertThrows(IllegalArgumentException.class, () -> EntityTag.weak("a b"));
    }
}
