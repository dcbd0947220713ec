package gateway.server.ops;

import gateway.bench.app.Bench;
import gateway.bench.parts.Sample;
import gateway.server.call.Concurrency;
import gateway.server.call.Mount;
import gateway.server.call.MountedExchange;
import gateway.server.http.HttpConnection;
import gateway.server.http.HttpSettings;
import gateway.server.http.RequestListener;
import gateway.server.http.Served;
import gateway.server.net.RepeatingChannel;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One line of the access log, from what is known of a request to octets that could be written. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class AccessLineBenchmark {
    /** As the writer of the log does. */
    private static final int BLOCK = 48 * 1024;

    @Param({"common", "combined", "json"})
    public String format = "common";

    @Param({"GET", "BROWSER"})
    public Sample request = Sample.GET;

    private final List<Served> served = new ArrayList<>();
    private final LineBuffer lines = new LineBuffer();
    private LineFormat lineFormat = LineFormats.named("common");

    @Setup
    public void serve() throws IOException {
        lineFormat = LineFormats.named(format);
        RequestListener taking =
                new RequestListener() {
                    @Override
                    public void served(Served one) {
                        served.add(one);
                    }
                };
        HttpConnection.handler(
                        MountedExchange.of(
                                List.of(new Mount("", new Bench())),
                                Map.of(),
                                new Concurrency.Virtual()),
                        HttpSettings.DEFAULT,
                        taking)
                .handle(new RepeatingChannel(request.requests(1), 1).connection());
    }

    @Benchmark
    public int line() {
        if (lines.length() > BLOCK) {
            lines.clear();
        }
        lineFormat.append(served.getFirst(), lines);
        lines.plain('\n');
        return lines.length();
    }
}
