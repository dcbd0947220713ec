package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.api.Environ;
import gateway.tck.app.Notes;
import gateway.tck.app.ProbeBody;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.Client;
import gateway.tck.http.Request;
import gateway.tck.http.Version;
import gateway.tck.subject.Capability;
import gateway.tck.subject.Subject;
import gateway.tck.subject.Variant;

import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;

/** Chapter 14, the context class loader in each call of an application: THR-1. */
final class LoaderCases {
    private LoaderCases() {}

    static List<Case> cases() {
        return List.of(
                shows("THR-1", "the context class loader is the application's")
                        .also(Variant.POOL)
                        .when(
                                call -> {
                                    loader(call);
                                    call.start("200 OK");
                                    return new ProbeBody(call)
                                            .atIterator(() -> loader(call))
                                            .then(
                                                    () -> {
                                                        loader(call);
                                                        return ProbeCall.octets("a");
                                                    })
                                            .atEnd(() -> loader(call))
                                            .atClose(
                                                    () -> {
                                                        loader(call);
                                                        call.note("closed");
                                                    });
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "a");
                                    Notes notes = kit.await("closed");
                                    Expect.equal(
                                            List.of("true", "true", "true", "true", "true"),
                                            notes.some("loader"),
                                            "in call, iterator, next, hasNext and close");
                                }),
                shows("THR-1", "the context class loader is the application's in a Collection")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return new Noting(call);
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "a");
                                    own(kit.await("closed"));
                                }),
                shows("THR-1", "the context class loader is the application's in callbacks")
                        .claiming(Capability.ON_FINISH)
                        .when(
                                call -> {
                                    Environ.onFinish(call.environ(), f -> loader(call));
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "ok");
                                    own(kit.await("loader"));
                                }),
                shows("THR-1", "the context class loader is the application's for trailers")
                        .in(Version.HTTP_1_1)
                        .claiming(Capability.TRAILERS)
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    call.startResponse()
                                            .trailers(
                                                    () -> {
                                                        loader(call);
                                                        return List.of();
                                                    });
                                    return ProbeBody.of(call, "a");
                                })
                        .then(
                                kit -> {
                                    kit.send(200, kit.get().with("TE", "trailers"));
                                    own(kit.await("loader"));
                                }),
                shows("THR-1", "the context class loader is the application's after an upgrade")
                        .in(Version.HTTP_1_1)
                        .claiming(Capability.UPGRADE)
                        .when(
                                call -> {
                                    call.startResponse()
                                            .upgrade(
                                                    "tck",
                                                    List.of(),
                                                    (in, out) -> {
                                                        loader(call);
                                                        out.write('a');
                                                    });
                                    return List.of();
                                })
                        .then(
                                kit -> {
                                    Request asking =
                                            kit.get()
                                                    .with("Connection", "Upgrade")
                                                    .with("Upgrade", "tck");
                                    try (Client client = kit.connect()) {
                                        Expect.equal(
                                                "a",
                                                Kit.open(client, asking).reply().body(),
                                                "octets of the handler");
                                    }
                                    own(kit.await("loader"));
                                }),
                shows("THR-1", "start runs with the context class loader of the application")
                        .once()
                        .then(kit -> Expect.equal("true", kit.life().one("loader"), "the loader")),
                shows("THR-1", "stop runs with the context class loader of the application")
                        .once()
                        .then(
                                kit -> {
                                    OwnServer server = kit.servers().launch(Variant.PLAIN);
                                    try (Subject subject = server.subject()) {
                                        kit.at(subject).send(200, "ok");
                                    }
                                    Expect.equal(
                                            List.of("start", "stop"),
                                            server.told().get(),
                                            "its life");
                                }));
    }

    private static void loader(ProbeCall call) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        call.note("loader", LoaderCases.class.getClassLoader().equals(loader));
    }

    private static void own(Notes notes) {
        Expect.equal("[true]", new TreeSet<>(notes.some("loader")).toString(), "own loader");
    }

    /** One array, asked for in whatever way the server likes. */
    private static final class Noting extends AbstractCollection<byte[]> implements AutoCloseable {
        private final ProbeCall call;

        Noting(ProbeCall call) {
            this.call = call;
        }

        @Override
        public int size() {
            loader(call);
            return 1;
        }

        @Override
        public Iterator<byte[]> iterator() {
            loader(call);
            Iterator<byte[]> arrays = ProbeCall.arrays("a").iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    loader(call);
                    return arrays.hasNext();
                }

                @Override
                public byte[] next() {
                    loader(call);
                    return arrays.next();
                }
            };
        }

        @Override
        public void close() {
            loader(call);
            call.note("closed");
        }
    }
}
