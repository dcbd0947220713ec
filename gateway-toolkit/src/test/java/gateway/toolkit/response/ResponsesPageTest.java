package gateway.toolkit.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.toolkit.errors.HttpError;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.exchange.Exchange;
import gateway.toolkit.exchange.GuidePage;
import gateway.toolkit.http.CacheControl;
import gateway.toolkit.http.Conditions;
import gateway.toolkit.http.EntityTag;
import gateway.toolkit.http.MediaType;
import gateway.toolkit.http.Outcome;
import gateway.toolkit.http.Preconditions;
import gateway.toolkit.http.Representation;
import gateway.toolkit.http.SameSite;
import gateway.toolkit.http.SetCookie;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Every example of {@code docs/responses.md}, compiled and run. */
class ResponsesPageTest {
    @Test
    void threeOfThem(@TempDir Path directory) throws Exception {
        Path report = Files.writeString(directory.resolve("r.pdf"), "%PDF");
        // show
        Application hello = Response.text("Hello, World!\n");
        Application download = Response.file(report).withDownload("naïve report.pdf");
        Application gone = Response.error(410);
        // end
        assertEquals("Hello, World!\n", Exchange.get("/").call(hello).text());
        assertEquals("%PDF", Exchange.get("/").call(download).text());
        assertEquals(410, Exchange.get("/").call(gone).code());
    }

    @Test
    void withEverything() throws Exception {
        String token = "t";
        // show
        Response made =
                Response.json("{\"id\": 7}")
                        .withStatus(201)
                        .withHeader("Location", "/things/7")
                        .withCookie(
                                SetCookie.of("__Host-id", token)
                                        .withHttpOnly()
                                        .withSameSite(SameSite.LAX)
                                        .withMaxAge(Duration.ofDays(1)));
        // end
        assertEquals(201, Exchange.get("/").call(made).code());
    }

    @Test
    void conditional() throws Exception {
        // show
        Response page =
                Response.html("<p>…")
                        .withCacheControl(
                                CacheControl.of("public").with("max-age", Duration.ofHours(1)))
                        .conditional(); // has an ETag, and answers If-None-Match and Range
        // end
        assertEquals(304, Exchange.get("/").header("If-None-Match", "*").call(page).code());
    }

    @Test
    void beforeAChange() throws Exception {
        Representation current = Representation.UNKNOWN.withTag(EntityTag.strong("v7"));
        // show
        Application put =
                (environ, startResponse) -> {
                    Outcome outcome = Preconditions.evaluate(Conditions.of(environ), current);
                    if (outcome instanceof Outcome.PreconditionFailed) {
                        throw new HttpException(HttpError.PRECONDITION_FAILED);
                    }
                    return Response.empty().call(environ, startResponse);
                };
        // end
        Application answered = HttpException.answered().applyTo(put);
        Exchange old = Exchange.of("PUT", "/").header("If-Match", "\"v6\"");
        assertEquals(412, old.call(answered).code());
        assertEquals(204, Exchange.of("PUT", "/").call(answered).code());
    }

    @Test
    void stream() throws Exception {
        List<String> names = List.of("a", "b");
        // show
        Response zip =
                Response.stream(
                        MediaType.of("application/zip"),
                        out -> {
                            try (ZipOutputStream files = new ZipOutputStream(out)) {
                                for (String name : names) {
                                    files.putNextEntry(new ZipEntry(name));
                                    files.write(name.getBytes(UTF_8));
                                }
                            }
                        });
        // end
        assertTrue(Exchange.get("/").call(zip).text().startsWith("PK"));
    }

    @Test
    void thePageShowsTheseExamples() throws IOException {
        GuidePage.check("responses.md", ResponsesPageTest.class);
        GuidePage.checkTutorial(ResponsesPageTest.class);
    }
}
