package gateway.server.call;

import gateway.api.Environ;
import gateway.bench.parts.Sample;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The map of an environ beside the JDK's, filled with the same and asked the same. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class EnvironMapBenchmark {
    private final List<Map.Entry<String, Object>> environ = new ArrayList<>();

    /** A browser's environ, with what a call adds. */
    @Setup
    public void receive() throws IOException {
        EnvironBenchmark browser = new EnvironBenchmark();
        browser.request = Sample.BROWSER;
        browser.receive();
        environ.addAll(browser.create().entrySet());
        for (int i = 0; i < 5; i++) {
            environ.add(Map.entry("gateway.more." + i, ""));
        }
        Collections.shuffle(environ, new Random(1)); // In the order of no map.
    }

    @Benchmark
    public int ours() {
        return use(new EnvironMap());
    }

    @Benchmark
    public int hashMap() {
        return use(new HashMap<>(64));
    }

    private int use(Map<String, Object> map) {
        for (Map.Entry<String, Object> entry : environ) {
            map.put(entry.getKey(), entry.getValue());
        }
        Object found = map.get(Environ.PATH_INFO);
        return map.containsKey("HTTP_HOST") && found != null ? map.size() : 0;
    }
}
