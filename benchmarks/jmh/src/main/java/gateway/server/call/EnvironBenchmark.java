package gateway.server.call;

import gateway.api.Environ;
import gateway.bench.parts.Sample;
import gateway.server.http.ErrorAnswer;
import gateway.server.http.HttpConnection;
import gateway.server.http.HttpSettings;
import gateway.server.http.Request;
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

/** The environ of a request whose head is parsed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class EnvironBenchmark {
    @Param public Sample request = Sample.GET;

    private final Mount mount =
            new Mount(
                    "",
                    (environ, startResponse) -> {
                        throw new IllegalStateException("nobody calls");
                    });
    private final DroppedFields dropped = DroppedFields.standard();
    private final List<Request> received = new ArrayList<>();

    /** Has a request come in, and keeps it. */
    @Setup
    public void receive() throws IOException {
        HttpConnection.handler(
                        (come, response) -> {
                            received.add(come);
                            ErrorAnswer.fail(response, 404);
                        },
                        HttpSettings.DEFAULT)
                .handle(new RepeatingChannel(request.requests(1), 1).connection());
    }

    /** Nothing is asked of it. */
    @Benchmark
    public Map<String, Object> create() throws IOException {
        return Environs.create(received.getFirst(), mount, dropped);
    }

    /** The three values that any router asks for, and one header. */
    @Benchmark
    public int createAndRoute() throws IOException {
        Map<String, Object> environ = Environs.create(received.getFirst(), mount, dropped);
        return Environ.method(environ).length()
                + Environ.pathInfo(environ).length()
                + Environ.queryString(environ).length()
                + Environ.header(environ, "Host").map(String::length).orElse(0);
    }
}
