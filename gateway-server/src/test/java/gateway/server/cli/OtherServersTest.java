package gateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.Set;

/** What options are called elsewhere. */
class OtherServersTest {
    /** It is an option, and theirs is none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-b",
                "--host",
                "--port",
                "--listen",
                "-c",
                "-w",
                "--workers",
                "--threads",
                "--worker-class",
                "--worker-connections",
                "-t",
                "--timeout",
                "--graceful-timeout",
                "--limit-request-line",
                "--limit-request-fields",
                "--limit-request-field_size",
                "--forwarded-allow-ips",
                "--proxy-allow-from",
                "--proxy-protocol",
                "--certfile",
                "--keyfile",
                "--ca-certs",
                "--cert-reqs",
                "--pid",
                "-p",
                "--reload"
            })
    void hasANameHere(String foreign) {
        Set<String> options = RunCommand.spec(Map.of()).optionsMap().keySet();
        String hint = OtherServers.hint(foreign, options);
        assertTrue(hint.startsWith("; perhaps --"), foreign);
        assertTrue(!options.contains(foreign), foreign);
    }

    /** The sentence says where else it is set. */
    @ParameterizedTest
    @CsvSource({
        "--log-level, org.slf4j.simpleLogger.defaultLogLevel=",
        "--log-level, conf/logback.xml",
        "--error-logfile, 2>>FILE",
        "--error-log, 2>>FILE",
        "--log-file, conf/logback.xml",
        "--daemon, in the foreground"
    })
    void isSetElsewhere(String foreign, String said) {
        Set<String> options = RunCommand.spec(Map.of()).optionsMap().keySet();
        String hint = OtherServers.hint(foreign, options);
        assertTrue(hint.startsWith("; ") && hint.contains(said), hint);
        assertTrue(!options.contains(foreign), foreign);
        assertEquals("", OtherServers.hint(foreign, Set.of("--path")), "of gateway check");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--bind", "--frobnicate", ""})
    void isNothingElse(String name) {
        assertEquals("", OtherServers.hint(name, Set.of("--bind")));
    }
}
