package gateway.toolkit.middleware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Lifecycle;
import gateway.api.StartResponse;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every row of {@code dispatcher.txt}, and what no row can say. */
@Tag("MW-5")
@Tag("ENV-7")
class DispatcherMiddlewareTest {
    record Row(String mounts, String request, String expected) {}

    static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        String mounts = "";
        for (String line : Rows.read("dispatcher.txt")) {
            if (line.startsWith("mounts ")) {
                mounts = line.substring("mounts ".length());
            } else {
                String[] sides = line.split(" +=> ", 2);
                rows.add(new Row(mounts, sides[0], sides[1]));
            }
        }
        return rows;
    }

    private static DispatcherMiddleware.Builder builder(String mounts) {
        DispatcherMiddleware.Builder builder = DispatcherMiddleware.builder();
        for (String mount : mounts.split(" ", -1)) {
            String name = mount.substring(0, mount.indexOf('='));
            String[] place = mount.substring(mount.indexOf('=') + 1).split(",", -1);
            if (place.length == 2) {
                builder.mount(place[0], place[1], Applications.place(name));
            } else {
                builder.mount(place[0], Applications.place(name));
            }
        }
        return builder;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void goesThere(Row row) {
        String[] words = row.request().split(" ", -1);
        Exchange exchange = Exchange.of(words[0], words[1]);
        if (words.length > 2) {
            exchange.header("Host", words[2]);
        }
        exchange.through(builder(row.mounts()), Applications.place("pages"));
        assertEquals(row.expected(), exchange.body());
    }

    @Test
    void noRowIsLost() throws IOException {
        assertTrue(rows().size() >= 57, "rows: " + rows().size());
    }

    @Test
    void nestedMountsAddUp() {
        DispatcherMiddleware inside =
                DispatcherMiddleware.builder().mount("/b", Applications.place("b")).build();
        Exchange exchange =
                Exchange.get("/a/%62/c")
                        .through(
                                DispatcherMiddleware.builder().mount("/a", inside),
                                Applications.place("pages"));
        assertEquals("b /a/b|/c|/a/%62|/c", exchange.body());
    }

    @Test
    void answers404WithoutApplication() throws Exception {
        Exchange exchange = Exchange.get("/x");
        exchange.through(inner -> DispatcherMiddleware.builder().build(), Applications.text("no"));
        assertEquals(404, exchange.code());
    }

    /** Werkzeug changes the environ in place. */
    @Test
    void leavesTheEnvironOfOthersAlone() {
        Exchange exchange = Exchange.get("/a/x");
        Map<String, Object> before = new HashMap<>(exchange.environ);
        exchange.through(builder("a=/a"), Applications.place("pages"));
        for (String key : List.of(Environ.SCRIPT_NAME, Environ.PATH_INFO, Environ.RAW_PATH_INFO)) {
            assertEquals(before.get(key), exchange.environ.get(key));
        }
    }

    @Test
    void refusesMountsThatCannotBe() {
        DispatcherMiddleware.Builder builder = builder("a=/a");
        assertThrows(
                IllegalArgumentException.class, () -> builder.mount("b", Applications.text("")));
        assertThrows(
                IllegalArgumentException.class, () -> builder.mount("/a/", Applications.text("")));
        assertThrows(
                IllegalArgumentException.class,
                () -> builder.mount("h:80", "/a", Applications.text("")));
    }

    @Test
    @Tag("LIFE-3")
    void startsInTheOrderOfMounts() throws Exception {
        List<String> told = new ArrayList<>();
        record Told(String name, List<String> told) implements Application, Lifecycle {
            @Override
            public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void start(Map<String, String> settings) {
                told.add(name);
            }

            @Override
            public void stop() {}
        }
        DispatcherMiddleware.Builder builder = DispatcherMiddleware.builder();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            builder.mount("/m" + i, new Told("m" + i, told));
            expected.add("m" + i);
        }
        for (int i = 0; i < 20; i++) {
            builder.mount("h" + i, "/", new Told("h" + i, told));
            expected.add("h" + i);
        }
        expected.add("inner");
        builder.wrap(new Told("inner", told)).start(Map.of());
        assertEquals(expected, told);
    }

    /** A path of 4 million slashes costs no more than the longest prefix. */
    @Test
    void longPathsCostNothing() {
        String path = "/".repeat(4_000_000);
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    for (int i = 0; i < 1000; i++) {
                        new MountTable(Map.of("/a/b", Applications.text("a"))).find(path);
                    }
                });
    }
}
