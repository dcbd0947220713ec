package gateway.sample.shortly;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.toolkit.errors.HttpError;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.files.SharedDataMiddleware;
import gateway.toolkit.http.CacheControl;
import gateway.toolkit.request.Request;
import gateway.toolkit.response.Response;
import gateway.toolkit.routing.Routes;
import gateway.toolkit.routing.RoutingApplication;
import gateway.toolkit.routing.Rule;
import gateway.toolkit.routing.Site;
import gateway.toolkit.routing.UrlRequest;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes long URLs short.
 *
 * <pre>
 *   GET  /      a form
 *   POST /      makes a link, or finds the one that is there, and goes to its details
 *   GET  /ID    goes where the link leads, and counts the click
 *   GET  /ID+   the details of a link
 * </pre>
 */
final class Shortener {
    private static final Routes<String> ROUTES =
            Routes.<String>builder()
                    .converter("id", arguments -> new ShortId())
                    .add(Rule.of("/", "form").methods("GET"))
                    .add(Rule.of("/", "add").methods("POST"))
                    .add(Rule.of("/<id:number>", "follow").methods("GET"))
                    .add(Rule.of("/<id:number>+", "details").methods("GET"))
                    .build();

    private static final String NOT_A_URL = "That is no URL that begins with http:// or https://.";
    // It could lead to itself.
    private static final String OURS = "That leads to this site, whose links are short already.";
    private static final CacheControl NOT_KEPT = CacheControl.of("no-store");

    private final Pages pages = new Pages();
    private final Links links;

    private Shortener(Links links) {
        this.links = links;
    }

    /** {@return the site of these links} */
    static Application of(Links links) {
        Shortener shortener = new Shortener(links);
        Map<String, Application> endpoints =
                Map.of(
                        "form", application(request -> shortener.form(request, "", "")),
                        "add", application(shortener::add),
                        "follow", application(shortener::follow),
                        "details", application(shortener::details));
        Application routed =
                RoutingApplication.of(
                                ROUTES, name -> Objects.requireNonNull(endpoints.get(name), name))
                        .throwing();
        return SharedDataMiddleware.exporting(
                        "/static", Shortener.class, "gateway-sample-shortly/static")
                .cacheControl(CacheControl.of("no-cache"))
                .wrap(HttpException.answered(shortener::error).applyTo(unavailable(routed)));
    }

    private interface Endpoint {
        Response answer(Request request) throws Exception;
    }

    private static Application application(Endpoint endpoint) {
        return (environ, startResponse) -> {
            try (Request request = Request.of(environ)) {
                return endpoint.answer(request).call(environ, startResponse);
            }
        };
    }

    private Response form(Request request, String url, String problem) {
        return pages.page("form", site(request), Map.of("url", url, "problem", problem));
    }

    private Response add(Request request) throws Exception {
        String typed = request.form().fields().first("url").orElse("");
        Optional<WebAddress> address = WebAddress.parse(typed);
        if (address.isEmpty()) {
            return form(request, typed, NOT_A_URL).withStatus(422);
        }
        if (address.get().host().equals(request.host())) {
            return form(request, typed, OURS).withStatus(422);
        }
        long number = links.add(address.get().url());
        return Response.redirect(url("details", number).at(site(request)).build());
    }

    private Response follow(Request request) throws Exception {
        long number = RoutingApplication.arguments(request.environ()).integer("number");
        Link link = links.find(number).orElseThrow(Shortener::noSuchLink);
        // HEAD asks where a link leads, and goes nowhere.
        if (request.method().equals("GET")) {
            links.count(number);
        }
        return Response.redirect(link.url(), 302).withCacheControl(NOT_KEPT);
    }

    private Response details(Request request) throws Exception {
        long number = RoutingApplication.arguments(request.environ()).integer("number");
        Link link = links.find(number).orElseThrow(Shortener::noSuchLink);
        Map<String, Object> values =
                Map.of(
                        "short", url("follow", number).at(site(request)).absolute().build(),
                        "url", link.url(),
                        "host", URI.create(link.url()).getHost(),
                        "clicks", link.clicks());
        return pages.page("details", site(request), values).withCacheControl(NOT_KEPT);
    }

    private static Site site(Request request) {
        return Site.of(request.environ());
    }

    private static UrlRequest<String> url(String endpoint, long number) {
        return ROUTES.url(endpoint).with("number", number);
    }

    private static HttpException noSuchLink() {
        return new HttpException(HttpError.NOT_FOUND, "There is no such short link.");
    }

    private static Application unavailable(Application inner) {
        return (environ, startResponse) -> {
            try {
                return inner.call(environ, startResponse);
            } catch (StoreException e) {
                Environ.errors(environ)
                        .println("shortly: no answer from the store: " + e.getMessage());
                throw new HttpException(
                        HttpError.SERVICE_UNAVAILABLE,
                        "The links are out of reach at the moment, and none is lost. Try again in a few seconds.",
                        List.of(new Header("Retry-After", "5")),
                        e);
            }
        };
    }

    private Application error(HttpException error) {
        return (environ, startResponse) ->
                pages.error(error, Site.of(environ)).call(environ, startResponse);
    }
}
