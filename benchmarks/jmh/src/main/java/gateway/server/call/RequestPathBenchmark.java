package gateway.server.call;

import gateway.bench.app.Bench;
import gateway.bench.parts.Sample;
import gateway.server.http.HttpConnection;
import gateway.server.http.HttpSettings;
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
import org.openjdk.jmh.annotations.Warmup;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The whole way of a request, from the octets that were read to the octets that are written, with
 * an application and without a system below it. The difference between this and a measurement over
 * sockets is the system's calls, and the waiting.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class RequestPathBenchmark {
    /** On one connection, so that its beginning hardly counts. */
    private static final int REQUESTS = 960;

    private static final int DEPTH = 16;

    @Param public Sample request = Sample.GET;

    private byte[] one = {};
    private byte[] several = {};
    private final ConnectionHandler handler =
            HttpConnection.handler(
                    MountedExchange.of(
                            List.of(new Mount("", new Bench())),
                            Map.of(),
                            new Concurrency.Virtual()),
                    HttpSettings.DEFAULT);

    @Setup
    public void encode() {
        one = request.requests(1);
        several = request.requests(DEPTH);
    }

    /**
     * Each request comes when the one before was answered. The connection lets others go on in
     * between, which on the platform thread here is a call of the system, and on a virtual one is
     * not.
     */
    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public long single() throws IOException {
        return served(new RepeatingChannel(one, REQUESTS));
    }

    /** Sixteen at a time. */
    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public long pipelined() throws IOException {
        return served(new RepeatingChannel(several, REQUESTS / DEPTH));
    }

    private long served(RepeatingChannel channel) throws IOException {
        handler.handle(channel.connection());
        if (channel.written() < REQUESTS * 100L) {
            throw new IllegalStateException("not every request was answered");
        }
        return channel.written();
    }
}
