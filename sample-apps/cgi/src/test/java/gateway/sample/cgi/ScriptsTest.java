package gateway.sample.cgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.toolkit.errors.HttpException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which program a path leads to. */
class ScriptsTest {
    private @TempDir Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("sub/deep"));
        Programs.executable(folder.resolve("a"), "");
        Programs.executable(folder.resolve("sub/b"), "");
        Programs.executable(folder.resolve(".hidden"), "");
        Files.writeString(folder.resolve("text"), "not executable");
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("a"));
    }

    @ParameterizedTest
    @CsvSource({
        "/a, a, /m/a, ''",
        "/a/, a, /m/a, /",
        "/a/x//y/../z, a, /m/a, /x//y/../z",
        "/sub/b/c, sub/b, /m/sub/b, /c",
        "/link/x, link, /m/link, /x",
    })
    void isTheFirstFileOnTheWay(String path, String file, String name, String pathInfo) {
        assertEquals(
                new Script(folder.resolve(file), name, pathInfo),
                new Scripts(folder).find("/m", path));
    }

    /** Nor is a source ever shown (CVE-2011-1015): nothing here reads one. */
    @ParameterizedTest
    @CsvSource({
        "'', 404",
        "/, 404",
        "*, 404",
        "//a, 404",
        "/./a, 404",
        "/x/../a, 404",
        "/sub/../a, 404",
        "/../a, 404",
        "/sub, 404",
        "/sub/, 404",
        "/sub/deep/x, 404",
        "/missing, 404",
        "/A, 404",
        "/.hidden, 404",
        "/text, 403",
        "/text/x, 403",
    })
    void isNoneForAnyOtherSpelling(String path, int status) {
        HttpException refused =
                assertThrows(HttpException.class, () -> new Scripts(folder).find("", path));
        assertEquals(status, refused.status());
    }

    @Test
    void mayBeOneForEveryPath() {
        Path program = folder.resolve("a");
        assertEquals(new Script(program, "", "/x/../y"), new Scripts(program).find("", "/x/../y"));
        assertEquals(new Script(program, "/m", ""), new Scripts(program).find("/m", ""));
        assertThrows(HttpException.class, () -> new Scripts(program).find("", "*"));
    }

    @Test
    void isOneWithoutParsedHeaderByItsName() {
        assertTrue(new Script(folder.resolve("nph-x"), "", "").isNonParsedHeader());
        assertFalse(new Script(folder.resolve("x-nph-"), "", "").isNonParsedHeader());
    }
}
