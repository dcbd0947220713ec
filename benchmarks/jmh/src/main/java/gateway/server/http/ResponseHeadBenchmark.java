package gateway.server.http;

import gateway.api.Header;
import gateway.bench.parts.Sample;
import gateway.server.net.Connection;
import gateway.server.net.Pace;
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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The head of a response, from the application's headers to octets that could be sent. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class ResponseHeadBenchmark {
    private static final List<Header> LONGEST =
            List.of(
                    new Header("Content-Type", "text/html; charset=utf-8"),
                    new Header("Content-Length", "13"),
                    new Header("Cache-Control", "private, no-cache"),
                    new Header("Vary", "Accept-Encoding, Cookie"),
                    new Header("ETag", "\"5f2b8c1e7d9a\""),
                    new Header("X-Content-Type-Options", "nosniff"),
                    new Header("X-Frame-Options", "DENY"),
                    new Header("Referrer-Policy", "same-origin"),
                    new Header(
                            "Content-Security-Policy", "default-src 'self'; img-src 'self' data:"),
                    new Header("Set-Cookie", "session=6d1f0c9ab3e94f7c; HttpOnly; SameSite=Lax"));

    /** How many headers the application gives: what a response needs, or a page behind a login. */
    @Param({"2", "10"})
    public int headers = 2;

    private List<Header> given = LONGEST;
    private final Connection connection = new RepeatingChannel(new byte[0], 0).connection();
    private final Pace pace = new Pace(Duration.ofHours(1), 1);
    private final OutputBuffer output = new OutputBuffer(connection, pace);
    private final RequestHead request = parsed(Sample.GET.head());

    @Setup
    public void choose() {
        given = LONGEST.subList(0, headers);
    }

    private static RequestHead parsed(byte[] head) {
        try {
            return HeadParser.parse(head, 0, head.length, HttpSettings.DEFAULT);
        } catch (RefusedException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Benchmark
    public int render() {
        ResponseWriter response = new ResponseWriter(connection, output, pace, request, false);
        response.begin(200, "OK", given, ResponseWriter.UNKNOWN);
        int octets = output.length();
        output.clear();
        return octets;
    }
}
