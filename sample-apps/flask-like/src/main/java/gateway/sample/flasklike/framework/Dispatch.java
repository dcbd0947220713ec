package gateway.sample.flasklike.framework;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.StartResponse;
import gateway.toolkit.errors.HttpError;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.request.Request;
import gateway.toolkit.response.Response;
import gateway.toolkit.routing.Arguments;
import gateway.toolkit.routing.Resolution;
import gateway.toolkit.routing.RouteRequest;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Walks each request through handlers and view.
 *
 * @param failing whether an exception without a handler goes on, to the page for developers
 */
record Dispatch(Scaffold app, Table table, Templates templates, boolean failing)
        implements Application {
    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        Walk walk = new Walk(environ);
        // Its resources are closed after the body, and also where there is none.
        return Response.from((same, start) -> walk.answer(start))
                .withResource(walk::end)
                .call(environ, startResponse);
    }

    /** One request. */
    private final class Walk {
        private final Resolution<Table.Entry> resolution;
        private final List<Scaffold> scopes;
        private final Request request;
        private final Context context;
        private Optional<Throwable> failure = Optional.empty();
        private boolean recovered;

        Walk(Map<String, Object> environ) {
            RouteRequest route = RouteRequest.of(environ);
            resolution = table.match(route);
            request = Request.of(environ);
            Optional<Resolution.Match<Table.Entry>> match =
                    resolution instanceof Resolution.Match<Table.Entry> found
                            ? Optional.of(found)
                            : Optional.empty();
            scopes = match.map(found -> found.endpoint().scopes()).orElse(List.of(app));
            Arguments none = new Arguments(Map.of());
            context =
                    new Context(
                            request,
                            match.map(Resolution.Match::arguments).orElse(none),
                            (name, values) -> table.url(route.site(), whole(name), values),
                            templates);
        }

        private String whole(String endpoint) {
            if (!endpoint.startsWith(".")) {
                return endpoint;
            }
            return scopes.size() == 1 ? endpoint.substring(1) : scopes.getLast().name + endpoint;
        }

        Iterable<byte[]> answer(StartResponse startResponse) throws Exception {
            try {
                try {
                    return after(replaceable(respond())).call(request.environ(), startResponse);
                } catch (Exception e) {
                    if (recovered) {
                        throw e;
                    }
                    return after(recover(e)).call(request.environ(), replacing(startResponse, e));
                }
            } catch (Throwable e) {
                failure = Optional.of(e);
                throw e;
            }
        }

        /**
         * An application in a view's place may fail when it is called. Its answer is replaced where
         * the handlers that come after do not notice: they have seen it, and run once.
         */
        private Response replaceable(Response response) {
            return response.status().isPresent()
                    ? response
                    : Response.from(
                            (environ, start) -> {
                                try {
                                    return response.call(environ, start);
                                } catch (Exception e) {
                                    recovered = true;
                                    return recover(e).call(environ, replacing(start, e));
                                }
                            });
        }

        private Response respond() throws Exception {
            for (Scaffold scope : scopes) {
                for (Scaffold.Before each : scope.befores) {
                    each.run(context);
                }
            }
            return switch (resolution) {
                case Resolution.Match<Table.Entry> match ->
                        Answers.of(match.endpoint().view().answer(context));
                case Resolution.Redirect<Table.Entry> redirect ->
                        Response.redirect(redirect.location(), 308);
                case Resolution.MethodNotAllowed<Table.Entry> other -> allow(other.allowed());
                case Resolution.NotFound<Table.Entry> _ when request.path().equals("*") ->
                        allow(table.methods());
                case Resolution.NotFound<Table.Entry> _ -> throw HttpException.notFound();
            };
        }

        private Response allow(Collection<String> methods) {
            TreeSet<String> allowed = new TreeSet<>(methods);
            allowed.add("OPTIONS");
            if (request.method().equals("OPTIONS")) {
                return Response.empty().withHeader("Allow", String.join(", ", allowed));
            }
            throw HttpException.methodNotAllowed(allowed);
        }

        private Response after(Response response) throws Exception {
            Response last = response;
            for (Scaffold scope : scopes.reversed()) {
                for (Scaffold.After each : scope.afters.reversed()) {
                    last = each.run(context, last);
                }
            }
            return last;
        }

        /** By status before by type, the blueprint's before the application's; or throws it. */
        private Response recover(Exception e) throws Exception {
            if (e instanceof Abort abort) {
                return abort.response();
            }
            if (e instanceof HttpException http) {
                return recover(http).orElseGet(() -> Response.from(http));
            }
            Optional<Scaffold.OnError<Throwable>> handler = byType(e);
            if (handler.isPresent()) {
                return Answers.of(handler.get().answer(context, e));
            }
            HttpError error = HttpError.INTERNAL_SERVER_ERROR;
            HttpException last = new HttpException(error, error.description(), List.of(), e);
            Optional<Response> page = failing ? Optional.empty() : recover(last);
            if (page.isEmpty()) {
                throw e;
            }
            PrintWriter log = Environ.errors(request.environ());
            e.printStackTrace(log);
            log.flush();
            return page.get();
        }

        private Optional<Response> recover(HttpException e) throws Exception {
            for (Scaffold scope : scopes.reversed()) {
                Scaffold.OnError<HttpException> handler = scope.byStatus.get(e.status());
                if (handler != null) {
                    return Optional.of(Answers.of(handler.answer(context, e), e));
                }
            }
            Optional<Scaffold.OnError<Throwable>> handler = byType(e);
            return handler.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Answers.of(handler.get().answer(context, e), e));
        }

        private Optional<Scaffold.OnError<Throwable>> byType(Throwable e) {
            for (Scaffold scope : scopes.reversed()) {
                for (@Nullable Class<?> type = e.getClass();
                        type != null;
                        type = type.getSuperclass()) {
                    Scaffold.OnError<Throwable> handler = scope.byType.get(type);
                    if (handler != null) {
                        return Optional.of(handler);
                    }
                }
            }
            return Optional.empty();
        }

        /** Runs every teardown, whatever one of them throws. */
        void end() throws Exception {
            try (request) {
                @Nullable Exception first = null;
                for (Scaffold scope : scopes.reversed()) {
                    for (Scaffold.Teardown each : scope.teardowns.reversed()) {
                        try {
                            each.run(context, failure);
                        } catch (Exception e) {
                            first = first == null ? e : first;
                        }
                    }
                }
                if (first != null) {
                    throw first;
                }
            }
        }
    }

    /** Lets the answer of an error handler take the place of one that was begun (SR-3). */
    private static StartResponse replacing(StartResponse outer, Throwable reason) {
        return (status, headers, error) ->
                outer.start(status, headers, error == null ? reason : error);
    }
}
