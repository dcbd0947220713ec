package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.tck.app.Notes;
import gateway.tck.subject.Subject;
import gateway.tck.subject.Variant;

import java.util.List;

/** Chapter 15, how a server starts, again and again: SRV-4 and LIFE-1. */
final class LifecycleCases {
    /** System property with other cycles of start and stop than 10, at least 2. */
    private static final int CYCLES = Integer.getInteger("gateway.tck.cycles", 10);

    private static final String REFUSAL = "tck-refuses-to-start";

    private LifecycleCases() {}

    static List<Case> cases() {
        return List.of(
                shows("SRV-4", "a server starts and stops again and again, and leaves no threads")
                        .once()
                        .then(LifecycleCases::cycles),
                shows("LIFE-1", "start has returned before the first request")
                        .then(
                                kit -> {
                                    kit.send(200, "ok");
                                    Notes notes = kit.notes();
                                    notes.one("called");
                                    Expect.equal(0, notes.count("unstarted"), "too early");
                                    kit.life().one("started");
                                }),
                shows("LIFE-1", "the settings cannot be modified")
                        .once()
                        .then(
                                kit ->
                                        Expect.equal(
                                                "unmodifiable",
                                                kit.life().one("settings"),
                                                "the map")),
                shows("LIFE-1", "start gets what was set for applications, under the same names")
                        .with(Variant.CONFIGURED)
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    kit.send(200, "ok");
                                    Expect.equal(
                                            kit.notes().one("env.tck.colour"),
                                            kit.life().one("setting.tck.colour"),
                                            "the setting");
                                }),
                shows(
                                "LIFE-1",
                                "an exception of start keeps the server from starting, and is shown")
                        .once()
                        .then(
                                kit -> {
                                    String shown = refusal(kit);
                                    Expect.that(
                                            shown.contains(REFUSAL)
                                                    || kit.logged().contains(REFUSAL),
                                            "its message is not shown: " + shown);
                                }));
    }

    /** Threads of a server in another process end with it. */
    private static void cycles(Kit kit) throws Exception {
        int before = 0;
        for (int i = 0; i < CYCLES; i++) {
            OwnServer server = kit.servers().launch(Variant.PLAIN);
            try (Subject subject = server.subject()) {
                kit.at(subject).send(200, "ok");
            }
            Expect.equal(List.of("start", "stop"), server.told().get(), "life " + i);
            // The first one may have made what all of them share.
            before = i == 0 ? threads() : before;
        }
        // Others of this process come and go; a server that leaves one leaves one each time.
        int most = before + CYCLES - 2;
        Expect.that(Kit.holds(() -> threads() <= most), threads() + " threads, not " + most);
    }

    private static int threads() {
        return Thread.getAllStackTraces().size();
    }

    /** What was thrown where it did not start; fails if it did. */
    private static String refusal(Kit kit) throws Exception {
        StringBuilder shown = new StringBuilder();
        try {
            OwnServer server = kit.servers().launchRefused(REFUSAL);
            server.subject().close();
        } catch (Exception e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                shown.append(cause.getMessage()).append('\n');
            }
            return shown.toString();
        }
        throw new AssertionError("it started all the same");
    }
}
