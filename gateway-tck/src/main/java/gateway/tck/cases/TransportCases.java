package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.tck.app.Notes;
import gateway.tck.app.ProbeBody;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.Client;
import gateway.tck.http.Conversation;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** Chapter 10, clients that do not take what they asked for: BODY-6 and BODY-7. */
final class TransportCases {
    private static final int BLOCK = 64 * 1024;

    /** 256 MiB: no server documents so much for one response. */
    private static final int BLOCKS = 4096;

    private static final long CALM_NANOS = 500_000_000;

    private TransportCases() {}

    static List<Case> cases() {
        return List.of(
                shows("BODY-6", "a client that does not read stops the iteration")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return new Flood(call);
                                })
                        .then(TransportCases::stalled),
                shows("BODY-7", "a client that is gone ends the iteration and closes the body")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return new Flood(call);
                                })
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Conversation talk = Kit.open(client, kit.get());
                                        Expect.that(!talk.body(1).isEmpty(), "no body");
                                        client.vanish();
                                    }
                                    Notes notes = kit.await("close");
                                    Expect.equal(0, notes.count("flooded"), "it went to its end");
                                    notes.one("close");
                                }),
                shows("BODY-7", "a client that is gone before the first array is no obstacle")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    call.note("here");
                                    call.awaitSignal("gone");
                                    return new Flood(call);
                                })
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Kit.open(client, kit.get());
                                        kit.await("here");
                                        client.vanish();
                                    }
                                    kit.signal("gone");
                                    Notes notes = kit.await("close");
                                    Expect.equal(0, notes.count("flooded"), "it went to its end");
                                }),
                shows(
                                "BODY-5",
                                "an array that has no length of its own is sent whole, however large")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return new ProbeBody(call)
                                            .then(() -> new byte[10 * BLOCK])
                                            .then("end");
                                })
                        .then(
                                kit -> {
                                    String body = kit.send(200, kit.get()).body();
                                    Expect.equal(10 * BLOCK + 3, body.length(), "octets");
                                    Expect.that(body.endsWith("\u0000end"), "the end");
                                }));
    }

    /** Much more than anybody may hold: the same array again and again, counted. */
    private static final class Flood implements Iterable<byte[]>, AutoCloseable {
        private static final byte[] ARRAY = new byte[BLOCK];

        private final ProbeCall call;

        Flood(ProbeCall call) {
            this.call = call;
        }

        @Override
        public Iterator<byte[]> iterator() {
            return new Iterator<>() {
                private int given;

                @Override
                public boolean hasNext() {
                    if (given == BLOCKS) {
                        call.note("flooded");
                    }
                    return given < BLOCKS;
                }

                @Override
                public byte[] next() {
                    given++;
                    call.note("given");
                    return ARRAY;
                }
            };
        }

        @Override
        public void close() {
            call.note("close");
        }
    }

    /**
     * Waits until the application is not asked for more: a pause that is too short fails nothing.
     */
    private static void stalled(Kit kit) throws IOException {
        try (Client client = kit.connect()) {
            Conversation talk = Kit.open(client, kit.get());
            Expect.that(talk.head().isPresent(), "no head");
            int before = -1;
            int given = kit.await("given").count("given");
            while (given != before && given < BLOCKS) {
                before = given;
                Kit.pause(CALM_NANOS);
                given = kit.notes().count("given");
            }
            Expect.that(given < BLOCKS, "all " + given + " arrays were taken of the application");
            Expect.equal(0, kit.notes().count("flooded"), "the end of the body");
            client.vanish();
        }
        kit.await("close");
    }
}
