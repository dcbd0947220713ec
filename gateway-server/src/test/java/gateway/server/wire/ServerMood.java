package gateway.server.wire;

import gateway.api.Application;
import gateway.server.Gateway;
import gateway.server.http.Limit;
import gateway.server.http.Limits;
import gateway.server.http.Phase;
import gateway.server.http.Strictness;
import gateway.server.http.Timeouts;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** How a server is set that rows are sent to. */
enum ServerMood {
    /** With its defaults. */
    PLAIN {
        @Override
        Gateway.Builder set(Gateway.Builder builder) {
            return builder;
        }
    },
    /** With every option on that refuses more. */
    STRICT {
        @Override
        Gateway.Builder set(Gateway.Builder builder) {
            return builder.strictness(new Strictness(true, true));
        }
    },
    /** With little time for a head: for rows that leave one unfinished. */
    HASTY_HEAD {
        @Override
        Gateway.Builder set(Gateway.Builder builder) {
            return builder.timeouts(patience(LITTLE, Timeouts.DEFAULT.body()));
        }
    },
    /** With little time for a body, likewise. */
    HASTY_BODY {
        @Override
        Gateway.Builder set(Gateway.Builder builder) {
            return builder.limits(Limits.DEFAULT.with(Limit.RATE, Limit.RATE.range().most()))
                    .timeouts(patience(Timeouts.DEFAULT.head(), LITTLE));
        }
    };

    private static final Duration LITTLE = Duration.ofMillis(100);

    abstract Gateway.Builder set(Gateway.Builder builder);

    /** Starts such a server. */
    Gateway start(Application application) throws Exception {
        return set(Gateway.serving(application)).on("127.0.0.1", 0).start();
    }

    /** What a row calls it. */
    static ServerMood of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static Timeouts patience(Duration head, Duration body) {
        return Timeouts.of(Map.of(Phase.HEAD, head, Phase.BODY, body, Phase.LINGER, LITTLE));
    }
}
