package gateway.server.http;

import java.io.IOException;
import java.io.Serial;

/**
 * A client broke a rule. Its fault and expected, so without a stack; an application that reads the
 * body may see it.
 */
public final class RefusedException extends IOException {
    @Serial private static final long serialVersionUID = 1;

    private final Rule rule;

    /** Names the rule. */
    public RefusedException(Rule rule) {
        super(rule.toString());
        this.rule = rule;
    }

    /** The rule that was broken. */
    public Rule rule() {
        return rule;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
