package gateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
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
                "-p"
            })
    void hasANameHere(String foreign) {
        Set<String> options = RunCommand.spec(Map.of()).optionsMap().keySet();
        String hint = OtherServers.hint(foreign, options);
        assertTrue(hint.startsWith("; perhaps --"), foreign);
        assertTrue(!options.contains(foreign), foreign);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--bind", "--frobnicate", ""})
    void isNothingElse(String name) {
        assertEquals("", OtherServers.hint(name, Set.of("--bind")));
    }
}
