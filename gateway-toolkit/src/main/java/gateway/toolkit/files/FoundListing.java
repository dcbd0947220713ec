package gateway.toolkit.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Environ;
import gateway.api.Header;
import gateway.api.StartResponse;
import gateway.toolkit.http.Accept;
import gateway.toolkit.http.AcceptMediaTypes;
import gateway.toolkit.http.Conditions;
import gateway.toolkit.http.EntityTag;
import gateway.toolkit.http.Outcome;
import gateway.toolkit.http.Preconditions;
import gateway.toolkit.http.Representation;

import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A directory, to be shown as a page or as JSON.
 *
 * @param directory closed when its names were read
 * @param look what is served by a name in it
 * @param top whether it is the export's root
 * @param more header fields of the application
 */
record FoundListing(
        Directory directory,
        Function<String, Optional<BasicFileAttributes>> look,
        boolean top,
        List<Header> more)
        implements Found {
    /** So many names are read, so that neither time nor memory follow from what is there. */
    static final int MOST = 10_000;

    private static final String SNIFFING = "X-Content-Type-Options";
    private static final String HTML = "text/html";
    private static final String JSON = "application/json";

    @Override
    public Iterable<byte[]> answer(Map<String, Object> environ, StartResponse startResponse)
            throws IOException {
        Listing listing;
        try (Directory here = directory) {
            listing = read(here, environ);
        }
        Accept accept =
                Environ.header(environ, "Accept")
                        .map(AcceptMediaTypes::parse)
                        .orElse(AcceptMediaTypes.ANY);
        boolean json = accept.best(List.of(HTML, JSON)).orElse(HTML).equals(JSON);
        byte[] page = (json ? ListingJson.of(listing) : ListingPage.of(listing)).getBytes(UTF_8);
        EntityTag tag = EntityTag.ofContent(page);
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("ETag", tag.headerValue()));
        headers.add(new Header("Cache-Control", "no-cache"));
        headers.add(new Header("Vary", "Accept"));
        headers.addAll(more);
        Outcome outcome =
                Preconditions.evaluate(Conditions.of(environ), Representation.UNKNOWN.withTag(tag));
        if (outcome instanceof Outcome.NotModified) {
            startResponse.start("304 Not Modified", headers);
            return List.of();
        }
        if (outcome instanceof Outcome.PreconditionFailed) {
            startResponse.start("412 Precondition Failed", headers);
            return List.of();
        }
        headers.add(new Header("Content-Type", json ? JSON : HTML + "; charset=utf-8"));
        headers.add(new Header("Content-Length", Integer.toString(page.length)));
        if (more.stream().noneMatch(each -> each.name().equalsIgnoreCase(SNIFFING))) {
            headers.add(new Header(SNIFFING, "nosniff"));
        }
        headers.add(new Header("Content-Security-Policy", ListingPage.POLICY));
        startResponse.start("200 OK", headers);
        return List.of(page);
    }

    private Listing read(Directory here, Map<String, Object> environ) throws IOException {
        List<String> names = here.names(MOST + 1);
        List<ListingEntry> entries = new ArrayList<>();
        for (String name : names.subList(0, Math.min(MOST, names.size()))) {
            look.apply(name)
                    .map(
                            each ->
                                    new ListingEntry(
                                            name,
                                            each.isDirectory(),
                                            each.isDirectory() ? 0 : each.size(),
                                            each.lastModifiedTime().toInstant()))
                    .ifPresent(entries::add);
        }
        return new Listing(
                Environ.scriptName(environ) + Environ.pathInfo(environ),
                top,
                entries,
                names.size() <= MOST,
                ListingOrder.of(Environ.queryString(environ)));
    }

    @Override
    public void close() throws IOException {
        directory.close();
    }
}
