package gateway.toolkit.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Header;
import gateway.toolkit.http.PercentCoding;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a directory shows, and what nobody can make it show (CVE-2026-25500 of Rack). */
class ListingTest {
    private static final Pattern LINK = Pattern.compile("<a href=\"([^\"]*)\">");

    @TempDir Path folder;

    private SharedDataMiddleware.Builder served() {
        return SharedDataMiddleware.exporting("/", folder).listing();
    }

    private static List<String> links(String page) {
        List<String> links = new ArrayList<>();
        for (Matcher link = LINK.matcher(page); link.find(); ) {
            if (!link.group(1).startsWith("?")) {
                links.add(link.group(1));
            }
        }
        return links;
    }

    private void write(String name, String content, String time) throws IOException {
        Tree.write(folder, name, content);
        date(name, time);
    }

    private void some() throws IOException {
        write("b.txt", "1".repeat(2048), "2020-01-01T10:11:12Z");
        write("A.txt", "22", "2022-01-01T00:00:00Z");
        write("c.bin", "333", "2021-01-01T00:00:00Z");
        write("sub/x.txt", "x", "2021-01-01T00:00:00Z");
        write("Z/x.txt", "x", "2021-01-01T00:00:00Z");
        write(".hidden", "x", "2021-01-01T00:00:00Z");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("b.txt"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                        | ./sub/ ./Z/ ./A.txt ./b.txt ./c.bin",
                "?sort=name&order=desc     | ./Z/ ./sub/ ./c.bin ./b.txt ./A.txt",
                "?sort=size                | ./sub/ ./Z/ ./A.txt ./c.bin ./b.txt",
                "?sort=size&order=desc     | ./sub/ ./Z/ ./b.txt ./c.bin ./A.txt",
                "?sort=modified            | ./Z/ ./sub/ ./b.txt ./c.bin ./A.txt",
                "?sort=modified&order=desc | ./sub/ ./Z/ ./A.txt ./c.bin ./b.txt",
                "?sort=nonsense&order=x    | ./sub/ ./Z/ ./A.txt ./b.txt ./c.bin",
                "?sort=%00%ff&&&=          | ./sub/ ./Z/ ./A.txt ./b.txt ./c.bin",
            })
    void isSorted(String query, String expected) throws Exception {
        some();
        date("Z", "2020-02-01T00:00:00Z");
        date("sub", "2020-02-02T00:00:00Z");
        assertEquals(
                List.of(expected.split(" ")),
                links(Request.get("/" + query).through(served()).text()));
    }

    private void date(String name, String time) throws IOException {
        Files.setLastModifiedTime(folder.resolve(name), FileTime.from(Instant.parse(time)));
    }

    @Test
    void showsSizesAndDates() throws Exception {
        some();
        String page = Request.get("/").through(served()).text();
        assertTrue(page.contains("<data value=2048>2.0 KiB</data>"), page);
        assertTrue(
                page.contains("<time datetime=\"2020-01-01T10:11:12Z\">2020-01-01 10:11</time>"),
                page);
        assertTrue(page.contains("5 entries"), page);
        assertFalse(page.contains("hidden"), page);
        assertFalse(page.contains("../"), page);
    }

    @Test
    void leadsUpFromBelow() throws Exception {
        some();
        String page = Request.get("/sub/?sort=size").through(served()).text();
        assertEquals(List.of("../?sort=size&amp;order=asc", "./x.txt"), links(page));
        assertTrue(page.contains("<title>Directory listing for /sub/</title>"), page);
    }

    @Test
    void hasNothingWhereNothingIs() throws Exception {
        String page = Request.get("/").through(served()).text();
        assertTrue(page.contains("Nothing is here."), page);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "<b>&\"q'.txt",
                "<script>alert(1)<",
                "\" onmouseover=\"alert(1)",
                "data:text,x",
                "a?b#c%41;x",
                "..%2f",
                "back\\slash",
                "-",
                "...",
                "~",
                " spaces ",
                "\u202Egpj.exe",
                "\u00FCn\u00EF \uD83D\uDE00",
                "//host",
            })
    void namesAreNothingButNames(String name) throws Exception {
        String file = name.replace('/', '_');
        Tree.write(folder, file, "found");
        Tree.write(folder, file + "d/x", "found");
        String text = Request.get("/").through(served().hiddenFiles()).text();
        List<String> links = links(text);
        assertEquals(2, links.size(), text);
        for (String link : links) {
            assertTrue(link.matches("\\./[A-Za-z0-9._~!$&'()*+,;=:@%#-]+/?"), link);
            assertFalse(link.matches("\\./\\.{0,2}/?"), link);
        }
        String plain = text.replaceAll("(?s)<style>.*?</style>", "");
        assertFalse(plain.matches("(?s).*[\\x00-\\x09\\x0B-\\x1F\\x7F].*"), plain);
        assertFalse(plain.contains("<script"), plain);
        assertEquals(2, count(plain, "<bdi>") - 1);
        assertFalse(plain.contains("<b>"), plain);

        // A browser goes where the link leads, and finds the file.
        String target = links.get(1).replace("&amp;", "&").replace("&#39;", "'").substring(1);
        assertEquals("found", Request.get(target).through(served().hiddenFiles()).text());
        assertEquals(file, PercentCoding.decode(target).substring(1));
    }

    /** A link to them would be a malformed request. */
    @ParameterizedTest
    @ValueSource(strings = {"\r\nSet-Cookie: a=b", "\u001b[31m", "tab\there", "\u009b1m"})
    void namesWithControlCharactersAreLeftOut(String name) throws Exception {
        Tree.write(folder, name, "");
        assertEquals(List.of(), links(Request.get("/").through(served().hiddenFiles()).text()));
        String json = Request.get("/", "Accept: application/json").through(served()).text();
        assertTrue(json.contains("\"entries\":[]"), json);
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/<script>x/", "/%3Cimg%20src=x%3E/", "/a&b\"c/"})
    void thePathIsText(String path) throws Exception {
        Files.createDirectories(folder.resolve(PercentCoding.decode(path).substring(1)));
        String page = Request.get(path).through(served()).text();
        assertTrue(page.contains("Nothing is here."), page);
        assertFalse(page.contains("<script"), page);
        assertFalse(page.contains("<img"), page);
        assertFalse(page.contains("b\"c"), page);
    }

    @Test
    void nothingRunsInThePage() throws Exception {
        Request.Answer answer = Request.get("/").through(served());
        String policy = answer.header("Content-Security-Policy").orElseThrow();
        assertTrue(policy.startsWith("default-src 'none'; style-src 'sha256-"), policy);
        assertEquals("nosniff", answer.header("X-Content-Type-Options").orElseThrow());
        Header header = new Header("x-content-type-options", "nosniff");
        Request.Answer once = Request.get("/").through(served().header(header));
        assertEquals("nosniff", once.header("X-Content-Type-Options").orElseThrow());
    }

    @Test
    void isJsonForPrograms() throws Exception {
        write("a\"\\<.txt", "22", "2022-01-01T00:00:00Z");
        write("d/x", "x", "2022-01-01T00:00:00Z");
        date("d", "2022-01-01T00:00:00.5Z");
        String json = Request.get("/", "Accept: application/json").through(served()).text();
        assertEquals(
                "{\"path\":\"/\",\"complete\":true,\"entries\":["
                        + "\n{\"name\":\"d\",\"type\":\"directory\",\"modified\":\"2022-01-01T00:00:00.500Z\"},"
                        + "\n{\"name\":\"a\\u0022\\u005c\\u003c.txt\",\"type\":\"file\",\"size\":2,"
                        + "\"modified\":\"2022-01-01T00:00:00Z\"}]}\n",
                json);
    }

    @Test
    void isTheSameUntilSomethingChanges() throws Exception {
        String tag = Request.get("/").through(served()).header("ETag").orElseThrow();
        assertEquals(304, Request.get("/", "If-None-Match: " + tag).through(served()).code());
        Tree.write(folder, "new.txt", "");
        assertEquals(200, Request.get("/", "If-None-Match: " + tag).through(served()).code());
    }

    @Test
    void doesNotShowMoreThanItCan() throws Exception {
        for (int i = 0; i <= FoundListing.MOST; i++) {
            Files.createFile(folder.resolve("f" + i));
        }
        String page = Request.get("/").through(served()).text();
        assertEquals(FoundListing.MOST, links(page).size());
        assertTrue(page.contains("There is more here than these 10000 entries."));
        assertEquals(List.of(), Tree.open(folder));
    }

    @Test
    void linksAreShownAsWhatTheyLeadTo() throws Exception {
        some();
        Files.createSymbolicLink(folder.resolve("up"), Path.of(".."));
        Files.createSymbolicLink(folder.resolve("secret"), Path.of(".hidden"));
        Files.createSymbolicLink(folder.resolve("dirlink"), Path.of("sub"));
        String page = Request.get("/").through(served().links(Links.WITHIN)).text();
        assertEquals(
                List.of("./dirlink/", "./sub/", "./Z/", "./A.txt", "./b.txt", "./c.bin", "./link"),
                links(page));
    }

    @Test
    void underAMountItIsCalledByItsWholePath() throws Exception {
        some();
        String page = Request.get("/m/sub/").mountedAt("/m").through(served()).text();
        assertTrue(page.contains("Directory listing for <bdi>/m/sub/</bdi>"), page);
        Request.Answer moved = Request.get("/m").mountedAt("/m").through(served());
        assertEquals(301, moved.code());
        assertEquals("./m/", moved.header("Location").orElseThrow());
    }

    /** CVE-2021-28861 of http.server, CVE-2020-28724 of Werkzeug. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example/%2e%2e/sub",
                "//evil.example/../sub",
                "/%5Cevil.example/../sub",
                "/%2Fevil.example/..%2F../sub",
                "///sub",
                "/sub%2F..%2Fsub",
            })
    void noRedirectLeadsElsewhere(String target) throws Exception {
        some();
        Request.Answer answer = Request.get(target).through(served());
        answer.header("Location")
                .ifPresent(each -> assertTrue(each.matches("\\./[^/\\\\]+/"), each));
        assertTrue(answer.code() == 301 || answer.isInner(), answer.status());
    }
}
