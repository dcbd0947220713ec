package gateway.server.wire;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gateway.server.Gateway;
import gateway.server.net.TlsSettings;
import gateway.server.tls.TlsFiles;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs the table under TLS, each row sent whole. */
class TlsWireTest {
    @TestFactory
    Stream<DynamicTest> rows(@TempDir Path folder) throws Exception {
        Authority authority = new Authority("Authority");
        TlsFiles files =
                new TlsFiles(
                        List.of(authority.issue("a.example").write(folder, "a")), Optional.empty());
        RawClient.Layer tls = Authority.asking(authority.clients(), "a.example");
        Probe probe = new Probe();
        Gateway gateway =
                Gateway.serving(probe)
                        .onTls("127.0.0.1", 0, files.load(TlsSettings.DEFAULT))
                        .start();
        // JUnit closes the stream when its last test has run.
        return WireTable.readAll().stream()
                .filter(row -> row.server() == ServerMood.PLAIN)
                .map(row -> test(row.underTls(), gateway, tls, probe))
                .onClose(gateway::close);
    }

    private static DynamicTest test(
            WireCase row, Gateway gateway, RawClient.Layer tls, Probe probe) {
        return dynamicTest(
                row.name(), () -> WireRun.run(row, Way.WHOLE, gateway.uri(), tls, probe));
    }
}
