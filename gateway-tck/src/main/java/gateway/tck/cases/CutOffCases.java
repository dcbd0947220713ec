package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.tck.app.ProbeBody;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.Ending;
import gateway.tck.http.Reply;
import gateway.tck.http.Version;
import gateway.tck.subject.Capability;

import java.util.ArrayList;
import java.util.List;

/**
 * Chapter 12, what fails after the commit: ERR-3 for each point at which an application can fail,
 * in each framing of a body, with a checked exception and with an unchecked one.
 */
final class CutOffCases {
    private CutOffCases() {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Framing framing : Framing.values()) {
            for (Point point : Point.values()) {
                for (Thrown thrown : Thrown.values()) {
                    if (point != Point.ELEMENT || thrown == Thrown.UNCHECKED) {
                        cases.add(cutOff(framing, point, thrown));
                    }
                }
            }
        }
        return cases;
    }

    private enum Framing {
        CHUNKED("a chunked body"),
        LENGTH("a body with a length"),
        CLOSE("a close-delimited body");

        private final String what;

        Framing(String what) {
            this.what = what;
        }
    }

    /** Where it fails; those before the first array after a flush. */
    private enum Point {
        CALL("call throws %s after a flush"),
        ITERATOR("iterator() throws %s after a flush"),
        HAS_NEXT("hasNext() throws %s"),
        NEXT("next() throws %s"),
        ELEMENT("an element is null");

        private final String what;

        Point(String what) {
            this.what = what;
        }

        boolean isFlushed() {
            return this == CALL || this == ITERATOR;
        }
    }

    private enum Thrown {
        CHECKED("an Exception"),
        UNCHECKED("a RuntimeException");

        private final String what;

        Thrown(String what) {
            this.what = what;
        }
    }

    private static Case cutOff(Framing framing, Point point, Thrown thrown) {
        String where = String.format(point.what, thrown.what);
        Case.Draft draft = shows("ERR-3", framing.what + " does not look complete where " + where);
        if (framing != Framing.LENGTH) {
            draft.in(framing == Framing.CLOSE ? Version.HTTP_1_0 : Version.HTTP_1_1);
        }
        if (point.isFlushed()) {
            draft.claiming(Capability.FLUSH);
        }
        return draft.when(call -> failing(call, framing, point, thrown))
                .then(
                        kit -> {
                            Reply reply = kit.send(kit.get());
                            Expect.equal(200, reply.status(), "status");
                            Expect.equal(point.isFlushed() ? "" : "abc", reply.body(), "body");
                            Ending ending = reply.ending();
                            Expect.that(
                                    ending == Ending.CUT || ending == Ending.RESET,
                                    "its end: " + ending);
                        });
    }

    private static Iterable<byte[]> failing(
            ProbeCall call, Framing framing, Point point, Thrown thrown) throws Exception {
        if (framing == Framing.LENGTH) {
            call.start("200 OK", "Content-Length", "9");
        } else {
            call.start("200 OK");
        }
        if (point.isFlushed()) {
            call.startResponse().flush();
        }
        ProbeBody body = new ProbeBody(call);
        switch (point) {
            case CALL -> fail(call, thrown);
            case ITERATOR -> body.atIterator(() -> fail(call, thrown)).then("abc");
            case HAS_NEXT -> body.then("abc").atEnd(() -> fail(call, thrown));
            case NEXT -> body.then("abc").then(() -> fail(call, thrown));
            case ELEMENT -> body.then("abc").then(() -> null).then("def");
        }
        return body;
    }

    private static byte[] fail(ProbeCall call, Thrown thrown) throws Exception {
        throw thrown == Thrown.CHECKED
                ? call.failure()
                : new IllegalStateException("tck-secret-" + call.token());
    }
}
