package gateway.server.cli;

import gateway.server.call.Concurrency;
import gateway.server.http.Strictness;

import picocli.CommandLine.Model.CommandSpec;

import java.util.List;

/** The options for how requests run, and what else is refused. */
final class RequestOptions {
    private static final Option<Concurrency> CONCURRENCY =
            Option.once(
                    "--concurrency",
                    "virtual|pool:N|serial",
                    Concurrency::parse,
                    "How requests run: each on a virtual thread, on N platform threads, or one at a time."
                            + " Default: virtual.");

    private static final Option<Boolean> REFUSE_ODD_HEADER_NAMES =
            Option.flag(
                    "--refuse-odd-header-names",
                    "Answers 400 to header names with anything but letters, digits and -, which are"
                            + " otherwise dropped.");

    private static final Option<Boolean> REFUSE_ENCODED_SLASH =
            Option.flag(
                    "--refuse-encoded-slash",
                    "Answers 400 to %%2F and %%5C in paths, which are otherwise decoded.");

    private RequestOptions() {}

    static Section section() {
        return Section.of(
                "Requests", List.of(CONCURRENCY, REFUSE_ODD_HEADER_NAMES, REFUSE_ENCODED_SLASH));
    }

    static Concurrency concurrency(CommandSpec spec) {
        return CONCURRENCY.in(spec).orElseGet(Concurrency.Virtual::new);
    }

    static Strictness strictness(CommandSpec spec) {
        return new Strictness(
                REFUSE_ODD_HEADER_NAMES.in(spec).orElse(false),
                REFUSE_ENCODED_SLASH.in(spec).orElse(false));
    }
}
