package gateway.server.ops;

import gateway.bench.app.Bench;
import gateway.bench.parts.Sample;
import gateway.server.call.Concurrency;
import gateway.server.call.Mount;
import gateway.server.call.MountedExchange;
import gateway.server.http.HttpConnection;
import gateway.server.http.HttpSettings;
import gateway.server.http.RequestListener;
import gateway.server.net.ConnectionHandler;
import gateway.server.net.RepeatingChannel;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The whole way of a request, as in {@code RequestPathBenchmark}, observed or not. The access log
 * goes to /dev/null, and its writer is another thread, which wants a processor too.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class AccessLogBenchmark {
    private static final int REQUESTS = 960;

    /** Who is told: nobody, the access log in this format, or the figures of {@code --admin}. */
    @Param({"nobody", "combined", "json", "figures"})
    public String told = "nobody";

    private final byte[] one = Sample.GET.requests(1);
    private AutoCloseable log = () -> {};
    private ConnectionHandler handler = connection -> {};

    @Setup
    public void open() throws IOException {
        RequestListener listener = RequestListener.NONE;
        switch (told) {
            case "nobody" -> {}
            case "figures" -> listener = AllRequests.of(List.of(new Figures()));
            default -> {
                Operations operations =
                        Operations.open(
                                OpsSettings.NOTHING.withAccessLog("/dev/null", told), () -> "");
                log = operations;
                listener = operations.requests();
            }
        }
        handler =
                HttpConnection.handler(
                        MountedExchange.of(
                                List.of(new Mount("", new Bench())),
                                Map.of(),
                                new Concurrency.Virtual()),
                        HttpSettings.DEFAULT,
                        listener);
    }

    @TearDown
    public void close() throws Exception {
        log.close();
    }

    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public long single() throws IOException {
        RepeatingChannel channel = new RepeatingChannel(one, REQUESTS);
        handler.handle(channel.connection());
        if (channel.written() < REQUESTS * 100L) {
            throw new IllegalStateException("not every request was answered");
        }
        return channel.written();
    }
}
