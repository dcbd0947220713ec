package gateway.sample.flasklike.framework;

import gateway.toolkit.errors.HttpException;
import gateway.toolkit.request.Request;
import gateway.toolkit.response.Response;
import gateway.toolkit.routing.Arguments;
import gateway.toolkit.session.Session;
import gateway.toolkit.session.SessionMiddleware;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** One request, as views and handlers see it. For its thread alone. */
public final class Context implements Templates.Page {
    private static final String FLASHED = "_flashed";

    private final Request request;
    private final Arguments arguments;
    private final BiFunction<String, Map<String, ?>, String> urls;
    private final Templates templates;
    private final Map<String, Object> g = new HashMap<>();
    private Optional<List<Flash>> shown = Optional.empty();

    Context(
            Request request,
            Arguments arguments,
            BiFunction<String, Map<String, ?>, String> urls,
            Templates templates) {
        this.request = request;
        this.arguments = arguments;
        this.urls = urls;
        this.templates = templates;
    }

    /** {@return what the client has sent} */
    public Request request() {
        return request;
    }

    /** {@return the values of the route's placeholders; none where no route fits} */
    public Arguments arguments() {
        return arguments;
    }

    /**
     * {@return the text of a placeholder}
     *
     * @param placeholder of the route
     */
    public String text(String placeholder) {
        return arguments.text(placeholder);
    }

    /** {@return what this browser was given to keep; ask before the answer is started} */
    public Session session() {
        return SessionMiddleware.session(request.environ());
    }

    /** {@return anything to be passed on until the end of this request; templates see it as g} */
    @Override
    public Map<String, Object> g() {
        return g;
    }

    /**
     * Leaves a message for the next page that asks, now or in a later request.
     *
     * @param category see {@link Flash}
     * @param message plain text
     * @throws IllegalArgumentException if the session is full
     */
    public void flash(String category, String message) {
        List<Flash> all = new ArrayList<>(waiting());
        all.add(new Flash(category, message));
        session().put(FLASHED, Json.write(all));
    }

    /** {@return the messages that were left; they are forgotten with this answer} */
    @Override
    public List<Flash> flashes() {
        if (shown.isEmpty()) {
            shown = Optional.of(waiting());
            session().remove(FLASHED);
        }
        return shown.get();
    }

    private List<Flash> waiting() {
        return session()
                .get(FLASHED)
                .map(json -> List.of(Json.read(json, Flash[].class)))
                .orElseGet(List::of);
    }

    /**
     * {@return the body of the request, read as JSON}
     *
     * @param type such as a record
     * @param <T> the same
     * @throws HttpException 415 if it says to be something else, 400 if it is, 413 if it is too
     *     long
     * @throws IOException if it breaks off
     */
    public <T> T json(Class<T> type) throws IOException {
        return Json.read(request.jsonText(), type);
    }

    /**
     * {@return a page from a template}
     *
     * @param template a file in the folder of templates
     * @param namesAndValues what it may show, besides {@code g}, {@code url(…)} and {@code
     *     flashes()}
     * @throws IOException if the template cannot be read
     */
    public Response render(String template, Object... namesAndValues) throws IOException {
        return Response.html(templates.render(template, map(namesAndValues), this));
    }

    /**
     * {@return the address of an endpoint}
     *
     * @param endpoint such as {@code "index"}; {@code "blueprint.index"}, from within the same
     *     blueprint also {@code ".index"}
     * @param namesAndValues of placeholders; what the route does not have goes into the query
     */
    public String url(String endpoint, Object... namesAndValues) {
        return url(endpoint, map(namesAndValues));
    }

    private static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        return map;
    }

    @Override
    public String url(String endpoint, Map<String, ?> values) {
        return urls.apply(endpoint, values);
    }

    /**
     * {@return a redirect (303) to an endpoint}
     *
     * @param endpoint as for {@link #url(String, Object...)}
     * @param namesAndValues as for {@link #url(String, Object...)}
     */
    public Response redirect(String endpoint, Object... namesAndValues) {
        return Response.redirect(url(endpoint, namesAndValues));
    }

    /**
     * {@return an exception that answers with a response, to be thrown by a handler or a view}
     *
     * @param response is not an error; for those there is {@link HttpException}
     */
    public RuntimeException abort(Response response) {
        return new Abort(response);
    }
}
