package gateway.sample.shortly;

import gateway.api.Header;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.response.Response;
import gateway.toolkit.routing.Site;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;

import java.io.IOException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;

/** The pages, from templates in which every value is escaped. */
final class Pages {
    /** Nothing but the style sheet and the icon of this site is loaded, and no script runs. */
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
                    + "frame-ancestors 'none'; base-uri 'none'";

    private final PebbleEngine engine;

    Pages() {
        ClasspathLoader loader = new ClasspathLoader(Pages.class.getClassLoader());
        // With a hyphen it is no package, so that modules do not hide what is in it.
        loader.setPrefix("gateway-sample-shortly/pages");
        loader.setSuffix(".peb");
        engine = new PebbleEngine.Builder().loader(loader).strictVariables(true).build();
    }

    /**
     * {@return a page}
     *
     * @param name of its template
     * @param site where its links begin
     * @param values for the template
     */
    Response page(String name, Site site, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("mount", site.rawScriptName());
        StringWriter page = new StringWriter();
        try {
            engine.getTemplate(name).evaluate(page, all);
        } catch (IOException e) {
            throw new AssertionError("a StringWriter throws nothing", e);
        }
        return Response.html(page.toString())
                .withHeader("Content-Security-Policy", POLICY)
                .withHeader("X-Content-Type-Options", "nosniff")
                .withHeader("Referrer-Policy", "no-referrer");
    }

    /** {@return the page of an error} */
    Response error(HttpException error, Site site) {
        Map<String, Object> values =
                Map.of("title", error.error().title(), "description", error.description());
        Response page = page("error", site, values).withStatus(error.status());
        for (Header header : error.headers()) {
            page = page.withAddedHeader(header.name(), header.value());
        }
        return page;
    }
}
