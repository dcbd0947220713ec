package gateway.conformance.bent;

import gateway.api.Middleware;
import gateway.api.StartResponse;
import gateway.tck.subject.Starter;
import gateway.tck.subject.Subject;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A server that breaks one clause, made of one that keeps them all.
 *
 * @param clause the clause that it breaks
 * @param fault what it does wrong, in a few words
 * @param bending turns the right server into this one
 * @param relayed whether its clients see it through a {@link Relay}
 */
record Bend(String clause, String fault, UnaryOperator<Starter> bending, boolean relayed) {
    /** A fault of whoever starts the server. */
    Bend(String clause, String fault, UnaryOperator<Starter> bending) {
        this(clause, fault, bending, false);
    }

    /** A fault between the server and its application: a middleware that is none. */
    static Bend between(String clause, String fault, Middleware middleware) {
        return new Bend(
                clause,
                fault,
                right -> (probe, variant) -> right.start(middleware.applyTo(probe), variant));
    }

    /** A fault in the environ, which is changed before the application gets it. */
    static Bend environ(String clause, String fault, Consumer<Map<String, Object>> change) {
        return between(
                clause,
                fault,
                inner ->
                        (environ, startResponse) -> {
                            change.accept(environ);
                            return inner.call(environ, startResponse);
                        });
    }

    /** A fault in what {@code start} and the capabilities do. */
    static Bend response(
            String clause,
            String fault,
            BiFunction<Map<String, Object>, StartResponse, StartResponse> change) {
        return between(
                clause,
                fault,
                inner ->
                        (environ, startResponse) ->
                                inner.call(environ, change.apply(environ, startResponse)));
    }

    /** A fault in what is done with the body that {@code call} returns. */
    static Bend body(String clause, String fault, UnaryOperator<Iterable<byte[]>> change) {
        return between(
                clause,
                fault,
                inner ->
                        (environ, startResponse) ->
                                change.apply(inner.call(environ, startResponse)));
    }

    /** A fault in the octets, between the client and the server. */
    static Bend wire(String clause, String fault, WireFault wireFault) {
        return new Bend(
                clause,
                fault,
                right ->
                        (probe, variant) -> {
                            Optional<Subject> subject = right.start(probe, variant);
                            return subject.flatMap(Subject::address).isEmpty()
                                    ? subject
                                    : Optional.of(Relay.before(subject.get(), wireFault));
                        },
                true);
    }

    /** The same with a further fault of the other kind, where it takes both. */
    Bend with(Bend other) {
        return new Bend(
                clause,
                fault,
                right -> bending.apply(other.bending.apply(right)),
                relayed || other.relayed);
    }

    @Override
    public String toString() {
        return clause + " " + fault;
    }
}
