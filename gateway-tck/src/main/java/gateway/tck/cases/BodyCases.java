package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.tck.app.Notes;
import gateway.tck.app.ProbeBody;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.Client;
import gateway.tck.http.Conversation;
import gateway.tck.http.Reply;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Chapter 10, the iteration: BODY-1 to BODY-5, BODY-9 and BODY-10. */
final class BodyCases {
    private static final Set<String> ITERATION = Set.of("iterator", "hasNext", "next");
    private static final Set<String> ALLOWED =
            Set.of("iterator", "close", "forEach", "spliterator");
    private static final int AT_ONCE = 8;

    /** Yielded by many requests at the same time. */
    private static final byte[] SHARED = ProbeCall.octets("shared ".repeat(1000));

    private BodyCases() {}

    static List<Case> cases() {
        return List.of(
                shows("BODY-1", "the body is iterated once, as the contract of Iterator says")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return ProbeBody.of(call, "a", "", "b");
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "ab");
                                    Notes notes = kit.await("close");
                                    Expect.equal(0, notes.count("misuse"), "calls out of turn");
                                    Expect.equal(
                                            List.of(
                                                    "iterator",
                                                    "hasNext",
                                                    "next",
                                                    "hasNext",
                                                    "next",
                                                    "hasNext",
                                                    "next",
                                                    "hasNext"),
                                            notes.names(ITERATION),
                                            "calls");
                                }),
                shows("BODY-1", "after an exception of the iterator nothing is asked of it")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return new ProbeBody(call)
                                            .then("a")
                                            .then(
                                                    () -> {
                                                        throw call.failure();
                                                    })
                                            .then("never");
                                })
                        .then(
                                kit -> {
                                    kit.send(kit.get());
                                    Notes notes = kit.await("close");
                                    Expect.equal(0, notes.count("misuse"), "calls out of turn");
                                    Expect.equal(2, notes.count("next"), "next()");
                                }),
                shows("BODY-2", "a null array is a 500, and the log names the clause")
                        .needing(Need.LOG)
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return new ProbeBody(call).then(() -> null);
                                })
                        .then(
                                kit -> {
                                    kit.send(500, kit.get());
                                    kit.awaitLogged("BODY-2");
                                }),
                shows("BODY-2", "a null array in a Collection is a 500")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    List<byte[]> arrays =
                                            new ArrayList<>(ProbeCall.arrays("a", "b"));
                                    arrays.set(1, nothing());
                                    return arrays;
                                })
                        .then(kit -> kit.send(500, kit.get())),
                shows("BODY-2", "an element that is no array is a 500")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return wrong();
                                })
                        .then(kit -> kit.send(500, kit.get())),
                shows("BODY-3", "an empty array is nothing, wherever it comes")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return ProbeCall.stream("", "a", "", "", "b", "");
                                })
                        .then(kit -> kit.send(200, "ab")),
                shows("BODY-3", "empty arrays alone are an empty body")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return ProbeCall.stream("", "");
                                })
                        .then(kit -> kit.send(200, "")),
                shows("BODY-3", "an empty array after the last octet of the length is no excess")
                        .when(
                                call -> {
                                    call.start("200 OK", "Content-Length", "2");
                                    return ProbeBody.of(call, "", "ab", "", "");
                                })
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Reply reply = Kit.open(client, kit.get()).reply();
                                        Expect.equal("ab", reply.body(), "body");
                                        if (kit.is11()) {
                                            kit.stillAnswers(client);
                                        }
                                    }
                                    kit.await("close").one("close");
                                }),
                shows("BODY-4", "the server does not modify arrays")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    byte[] array = ProbeCall.octets("0123456789");
                                    byte[] copy = array.clone();
                                    return new ProbeBody(call)
                                            .then(() -> array)
                                            .then(() -> array)
                                            .atClose(
                                                    () ->
                                                            call.note(
                                                                    "same",
                                                                    Arrays.equals(array, copy)));
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "01234567890123456789");
                                    Expect.equal("true", kit.await("same").one("same"), "same");
                                }),
                shows("BODY-4", "an array may be shared by requests at the same time")
                        .needing(Need.PARALLEL)
                        .when(
                                call -> {
                                    call.note("waits");
                                    call.awaitSignal("go");
                                    call.start("200 OK");
                                    return List.of(SHARED, SHARED);
                                })
                        .then(BodyCases::shared),
                shows("BODY-5", "each array is sent before the next is asked for")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return gated(call);
                                })
                        .then(BodyCases::ungated),
                shows("BODY-5", "each array is sent before the next, with a length too")
                        .when(
                                call -> {
                                    call.start("200 OK", "Content-Length", "6");
                                    return gated(call);
                                })
                        .then(BodyCases::ungated),
                shows("BODY-9", "nothing else is asked of the body")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return watched(call);
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "ok");
                                    List<String> used = kit.await("used.close").names();
                                    Expect.that(used.contains("used.iterator"), "no iteration");
                                    for (String name : used) {
                                        Expect.that(
                                                !name.startsWith("used.")
                                                        || ALLOWED.contains(name.substring(5)),
                                                name);
                                    }
                                }),
                shows("BODY-9", "any Collection has a length, whatever its class")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return new Pair();
                                })
                        .then(
                                kit ->
                                        Expect.equal(
                                                List.of("4"),
                                                kit.send(200, "abcd").values("Content-Length"),
                                                "Content-Length")),
                shows("BODY-10", "the cause of an UncheckedIOException is logged")
                        .needing(Need.LOG)
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    IOException cause =
                                            new IOException("tck-cause " + call.token());
                                    return new ProbeBody(call)
                                            .then(
                                                    () -> {
                                                        throw new UncheckedIOException(
                                                                "outer", cause);
                                                    });
                                })
                        .then(
                                kit -> {
                                    kit.send(500, kit.get());
                                    kit.awaitLogged("tck-cause " + kit.token());
                                }));
    }

    private static Iterable<byte[]> gated(ProbeCall call) {
        ProbeBody body = new ProbeBody(call);
        for (int i = 0; i < 3; i++) {
            String signal = "go" + i;
            body.then("a" + i);
            body.then(
                    () -> {
                        call.awaitSignal(signal);
                        return new byte[0];
                    });
        }
        return body;
    }

    private static void ungated(Kit kit) throws IOException {
        try (Client client = kit.connect()) {
            Conversation talk = Kit.open(client, kit.get());
            for (int i = 0; i < 3; i++) {
                String body = talk.body(2 * i + 2);
                Expect.equal("a0a1a2".substring(0, 2 * i + 2), body, "body so far");
                kit.signal("go" + i);
            }
            Expect.equal("a0a1a2", talk.reply().body(), "body");
        }
        for (int i = 0; i < 3; i++) {
            Expect.equal(0, kit.notes().count("unsignalled.go" + i), "array " + i + " came late");
        }
    }

    private static void shared(Kit kit) throws IOException {
        int count = Math.min(AT_ONCE, kit.options().parallel() - 1);
        List<Client> clients = new ArrayList<>();
        List<Conversation> talks = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                clients.add(kit.connect());
                talks.add(Kit.open(clients.get(i), kit.get()));
            }
            kit.await("waits", count);
            kit.signal("go");
            for (Conversation talk : talks) {
                Expect.that(
                        talk.reply().body().equals("shared ".repeat(2000)), "a body is different");
            }
        } finally {
            for (Client client : clients) {
                client.close();
            }
        }
    }

    /** Notes each method that is called, those of Object too. */
    @SuppressWarnings("unchecked")
    private static Iterable<byte[]> watched(ProbeCall call) {
        List<byte[]> arrays = ProbeCall.arrays("ok");
        return (Iterable<byte[]>)
                Proxy.newProxyInstance(
                        BodyCases.class.getClassLoader(),
                        new Class<?>[] {Iterable.class, AutoCloseable.class},
                        (proxy, method, arguments) -> {
                            call.note("used." + method.getName());
                            return switch (method.getName()) {
                                case "iterator" -> arrays.iterator();
                                case "hashCode" -> 1;
                                case "equals" -> false;
                                case "toString" -> "watched";
                                default -> null;
                            };
                        });
    }

    private static final class Pair extends AbstractCollection<byte[]> {
        @Override
        public Iterator<byte[]> iterator() {
            return ProbeCall.arrays("ab", "cd").iterator();
        }

        @Override
        public int size() {
            return 2;
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Iterable<byte[]> wrong() {
        List<String> texts = List.of("text");
        return () -> (Iterator) texts.iterator();
    }

    @SuppressWarnings("NullAway") // What the case is about.
    private static byte[] nothing() {
        return null;
    }
}
