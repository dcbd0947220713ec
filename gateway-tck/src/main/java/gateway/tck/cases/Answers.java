package gateway.tck.cases;

import gateway.tck.app.ProbeCall;

import java.io.IOException;
import java.util.List;

/** What many applications of cases do: note something, and answer 200 with {@code ok}. */
final class Answers {
    private Answers() {}

    /** Notes the environ. */
    static List<byte[]> environ(ProbeCall call) {
        call.noteEnviron();
        return call.ok("ok");
    }

    /** Notes the environ, and what the input gives as {@code read}. */
    static List<byte[]> environAndInput(ProbeCall call) throws IOException {
        call.noteEnviron();
        call.note("read", call.readAll());
        return call.ok("ok");
    }
}
