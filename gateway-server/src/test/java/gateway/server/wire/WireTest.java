package gateway.server.wire;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gateway.server.Gateway;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Runs the table over loopback.
 *
 * <p>Each row is sent whole, in two halves and octet by octet; with {@code -Dgateway.wire=whole}
 * only whole. {@code -Dgateway.wire.case=text} runs the rows whose names contain the text.
 */
class WireTest {
    @TestFactory
    Stream<DynamicTest> rows() throws Exception {
        String part = System.getProperty("gateway.wire.case", "");
        List<WireCase> rows =
                WireTable.readAll().stream().filter(r -> r.name().contains(part)).toList();
        boolean full = !System.getProperty("gateway.wire", "").equals("whole");
        List<Way> ways = full ? List.of(Way.values()) : List.of(Way.WHOLE);
        System.out.printf("wire: %d rows, %d runs%n", rows.size(), rows.size() * ways.size());
        Probe probe = new Probe();
        Map<ServerMood, Gateway> servers = new EnumMap<>(ServerMood.class);
        for (ServerMood mood : ServerMood.values()) {
            servers.put(mood, mood.start(probe));
        }
        // JUnit closes the stream when its last test has run.
        return rows.stream()
                .flatMap(
                        row ->
                                ways.stream()
                                        .map(
                                                way ->
                                                        test(
                                                                row,
                                                                way,
                                                                Objects.requireNonNull(
                                                                        servers.get(row.server())),
                                                                probe)))
                .onClose(() -> servers.values().forEach(Gateway::close));
    }

    private static DynamicTest test(WireCase row, Way way, Gateway gateway, Probe probe) {
        return dynamicTest(
                row.name() + " (" + way + ")", () -> WireRun.run(row, way, gateway.uri(), probe));
    }
}
