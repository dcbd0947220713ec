package gateway.toolkit.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** Patterns of names and of paths. */
class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "*.key,       server.key,      true",
        "*.key,       a/b/server.key,  true",
        "*.key,       a.key/b.txt,     true",
        "*.key,       server.keys,     false",
        "*.key,       SERVER.KEY,      true",
        "*.KEY,       server.key,      true",
        "*.key,       .key,            true",
        "private,     private,         true",
        "private,     private/a,       true",
        "private,     a/private/b,     true",
        "private,     privates/a,      false",
        "private/,    private/a,       true",
        "/private,    private/a,       true",
        "/private,    a/private,       false",
        "sub/*,       sub/a,           true",
        "sub/*,       sub,             false",
        "sub/*,       sub/a/b,         true",
        "sub/*,       x/sub/a,         false",
        "sub/*.txt,   sub/a/b.txt,     false",
        "sub/**.txt,  sub/a/b.txt,     true",
        "a/**/b,      a/b,             true",
        "a/**/b,      a/x/b,           true",
        "a/**/b,      a/x/y/b,         true",
        "a/**/b,      a/xb,            false",
        "a/**/b,      a/x/yb,          false",
        "**/b,        b,               true",
        "**/b,        x/b,             true",
        "**/b,        xb,              false",
        "**,          a/b,             true",
        "a?c,         abc,             true",
        "a?c,         ac,              false",
        "a?c,         a/c,             false",
        "[a-c]x,      bx,              true",
        "[a-c]x,      Bx,              true",
        "[a-c]x,      dx,              false",
        "[!a-c]x,     dx,              true",
        "[!a-c]x,     ax,              false",
        "a[!x]b,      a/b,             false",
        "[]]x,        ]x,              true",
        "[a-]x,       -x,              true",
        "a.b,         axb,             false",
        "{a,          {a,              true",
        "ä*,          Äb,              true",
    })
    void matches(String pattern, String path, boolean expected) {
        assertEquals(expected, new Glob(pattern).matches(List.of(path.split("/"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "[a", "[!]", "[]"})
    void refuses(String pattern) {
        assertThrows(IllegalArgumentException.class, () -> new Glob(pattern));
    }

    /** Whoever tries all ways to match would never end. */
    @Test
    void isBounded() {
        Glob glob = new Glob("*a".repeat(40) + "b");
        Glob deep = new Glob("**/a".repeat(40) + "/b");
        List<String> name = List.of("a".repeat(255));
        List<String> names = Collections.nCopies(4000, "a");
        assertTimeoutPreemptively(
                Duration.ofMinutes(3),
                () -> {
                    for (int i = 0; i < 50; i++) {
                        assertFalse(glob.matches(name));
                        assertFalse(deep.matches(names));
                    }
                });
    }
}
