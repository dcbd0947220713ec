package gateway.toolkit.validator;

import java.util.function.Consumer;

/**
 * For development: writes each finding to the {@link System.Logger} named {@value #LOGGER}, errors
 * as errors and warnings as warnings.
 */
public final class LogSink implements Consumer<Finding> {
    /** The logger's name. */
    public static final String LOGGER = "gateway.validator";

    private final System.Logger logger;

    /** Writes to the log. */
    public LogSink() {
        this(System.getLogger(LOGGER));
    }

    LogSink(System.Logger logger) {
        this.logger = logger;
    }

    @Override
    public void accept(Finding finding) {
        logger.log(
                finding.severity() == Severity.ERROR
                        ? System.Logger.Level.ERROR
                        : System.Logger.Level.WARNING,
                finding.toString());
    }
}
