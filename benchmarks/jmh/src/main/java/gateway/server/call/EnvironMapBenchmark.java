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
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The map of an environ beside the JDK's, filled with the same and asked the same. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class EnvironMapBenchmark {
    private final Map<String, Object> environ = new HashMap<>();

    /** A browser's environ, with what a call adds. */
    @Setup
    public void receive() throws IOException {
        EnvironBenchmark browser = new EnvironBenchmark();
        browser.request = Sample.BROWSER;
        browser.receive();
        environ.putAll(browser.create());
        for (int i = 0; i < 5; i++) {
            environ.put("gateway.more." + i, "");
        }
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
        environ.forEach(map::put);
        Object found = map.get(Environ.PATH_INFO);
        return map.containsKey("HTTP_HOST") && found != null ? map.size() : 0;
    }
}
