package gateway.sample.flasklike.framework;

import gateway.toolkit.errors.HttpException;
import gateway.toolkit.response.Response;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an application and a blueprint can be told. Only before the application is started. */
public abstract class Scaffold {
    /** Runs before the view. */
    @FunctionalInterface
    public interface Before {
        /** Throws {@link Context#abort} where the view is not to be asked. */
        void run(Context c) throws Exception;
    }

    /** Runs after the view, and after an error handler. */
    @FunctionalInterface
    public interface After {
        /** {@return the response, or another one} */
        Response run(Context c, Response response) throws Exception;
    }

    /** Runs when all is over: the body is closed, or the request has failed. */
    @FunctionalInterface
    public interface Teardown {
        /** Is told what nobody has handled, if anything. */
        void run(Context c, Optional<Throwable> failure) throws Exception;
    }

    /**
     * Answers for an exception.
     *
     * @param <E> what it is
     */
    @FunctionalInterface
    public interface OnError<E extends Throwable> {
        /**
         * {@return an answer, as a view's. That of an HTTP error has its status, unless it is given
         * one, and its headers}
         */
        Object answer(Context c, E error) throws Exception;
    }

    /** One line of the routing table. */
    record Endpoint(String name, String path, List<String> methods, View view) {}

    final String name;
    final List<Endpoint> endpoints = new ArrayList<>();
    final List<Before> befores = new ArrayList<>();
    final List<After> afters = new ArrayList<>();
    final List<Teardown> teardowns = new ArrayList<>();
    final Map<Integer, OnError<HttpException>> byStatus = new HashMap<>();
    final Map<Class<?>, OnError<Throwable>> byType = new HashMap<>();

    Scaffold(String name) {
        this.name = name;
    }

    /**
     * Adds a route.
     *
     * @param path such as {@code "/hello/<name>"} or {@code "/note/<int:id>"}; see {@code Rule}
     * @param endpoint what {@link Context#url} knows it by
     * @param view answers
     * @param methods that it answers; none for GET. HEAD comes with GET, OPTIONS by itself
     */
    public final void route(String path, String endpoint, View view, String... methods) {
        List<String> all = methods.length == 0 ? List.of("GET") : List.of(methods);
        endpoints.add(new Endpoint(endpoint, path, all, view));
    }

    /** Adds a route for GET and HEAD. */
    public final void get(String path, String endpoint, View view) {
        route(path, endpoint, view, "GET");
    }

    /** Adds a route for POST. */
    public final void post(String path, String endpoint, View view) {
        route(path, endpoint, view, "POST");
    }

    /** Adds a route for PUT. */
    public final void put(String path, String endpoint, View view) {
        route(path, endpoint, view, "PUT");
    }

    /** Adds a route for PATCH. */
    public final void patch(String path, String endpoint, View view) {
        route(path, endpoint, view, "PATCH");
    }

    /** Adds a route for DELETE. */
    public final void delete(String path, String endpoint, View view) {
        route(path, endpoint, view, "DELETE");
    }

    /** Adds what runs before views: the application's first, each in the order they were added. */
    public final void before(Before handler) {
        befores.add(handler);
    }

    /** Adds what runs after views: the blueprint's first, the last one added first. */
    public final void after(After handler) {
        afters.add(handler);
    }

    /** Adds what runs at the end, in the order of {@link #after}. */
    public final void teardown(Teardown handler) {
        teardowns.add(handler);
    }

    /** Handles an error of HTTP by its status, before those by type; 500 is what nobody handles. */
    public final void onError(int status, OnError<HttpException> handler) {
        byStatus.put(status, handler);
    }

    /** Handles exceptions of a type; the handler of the closest type is taken. */
    public final <E extends Throwable> void onError(Class<E> type, OnError<E> handler) {
        byType.put(type, (c, error) -> handler.answer(c, type.cast(error)));
    }
}
