package gateway.toolkit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Optional;

/** Paths and file names from clients. */
class SafePathTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    a.txt            | a.txt      | a.txt
                    a/b/c            | a/b/c      | a/b/c
                    ./a/./b          | a/b        | a/b
                    sub/../a         | a          | a
                    a//b/            | a/b        | a/b
                    ~~               | ~~         | ~~
                    .                | ~~         | ~~
                    a/..             | ~~         | ~~
                    ünï.txt          | ünï.txt    | ünï.txt
                    ..               | none       | none
                    ../a             | none       | none
                    a/../../b        | none       | none
                    a/../..          | none       | none
                    /etc/passwd      | none       | none
                    //server/share   | none       | none
                    ..a              | ..a        | ..a
                    ...              | ...        | none
                    ..\\a            | ..\\a      | none
                    a\\..\\..\\b     | a\\..\\..\\b | none
                    C:/x             | C:/x       | none
                    C:x              | C:x        | none
                    a.txt:stream     | a.txt:stream | none
                    CON              | CON        | none
                    sub/aux.txt      | sub/aux.txt | none
                    nul .txt         | nul .txt   | none
                    com1             | com1       | none
                    COM¹.log         | COM¹.log   | none
                    lpt9.tar.gz      | lpt9.tar.gz | none
                    conin$           | conin$     | none
                    console          | console    | console
                    ~.. /a~          | ~.. /a~    | none
                    a./b             | a./b       | none
                    a*b              | a*b        | none
                    """)
    void resolvesOrRefuses(String untrusted, String posix, String windows) {
        assertEquals(posix, join(untrusted, SafePath.Convention.POSIX));
        assertEquals(windows, join(untrusted, SafePath.Convention.WINDOWS));
    }

    private static String join(String untrusted, SafePath.Convention convention) {
        return SafePath.segments(untrusted, convention)
                .map(names -> String.join("/", names))
                .orElse("none");
    }

    @Test
    void refusesNul() {
        for (SafePath.Convention each : SafePath.Convention.values()) {
            assertEquals(Optional.empty(), SafePath.segments("a\0b", each));
        }
        assertEquals(Optional.empty(), SafePath.segments("a\nb", SafePath.Convention.WINDOWS));
    }

    @Test
    void joinsBelowTheDirectory() {
        Path directory = Path.of("static");
        assertEquals(Optional.of(directory.resolve("a")), SafePath.safeJoin(directory, "b/../a"));
        assertEquals(Optional.of(directory), SafePath.safeJoin(directory, ""));
        assertEquals(Optional.empty(), SafePath.safeJoin(directory, "../static-secret/a"));
        assertEquals(Optional.empty(), SafePath.safeJoin(directory, "a\0b"));
        // An unpaired surrogate has no octets in any file system.
        SafePath.safeJoin(directory, "\ud800")
                .ifPresent(path -> assertTrue(path.startsWith(directory)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    My cool movie.mov              | My_cool_movie.mov
                    ../../../etc/passwd            | etc_passwd
                    i contain cool ümläuts.txt     | i_contain_cool_umlauts.txt
                    ..                             | ~~
                    .                              | ~~
                    ~~                             | ~~
                    .bashrc                        | bashrc
                    a/b\\c                         | a_b_c
                    _a_                            | a
                    ~a  b~                         | a_b
                    あ.txt                         | txt
                    CON                            | file_CON
                    con.txt                        | file_con.txt
                    lpt¹                           | file_lpt1
                    a;b&c.txt                      | abc.txt
                    ﬁle.txt                        | file.txt
                    """)
    void makesFileNamesSafe(String proposed, String name) {
        assertEquals(name, SecureFileName.of(proposed));
    }

    @Test
    void keepsTheEndingOfALongName() {
        String name = SecureFileName.of("x".repeat(300) + ".tar.gz");
        assertEquals(SecureFileName.LONGEST, name.length());
        assertTrue(name.endsWith("x.gz"), name);
        assertEquals(
                "_a".repeat(127).substring(1) + "_a",
                SecureFileName.of("/a".repeat(128)).substring(0, 255));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a\0b", "a\\b", "a\r\nb", "\ud800", "~a", "\u202etxt.exe"})
    void leavesNothingDangerous(String proposed) {
        assertTrue(SecureFileName.of(proposed).matches("[A-Za-z0-9._-]*"));
    }
}
