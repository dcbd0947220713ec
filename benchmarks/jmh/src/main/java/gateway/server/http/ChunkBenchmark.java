package gateway.server.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The reading of a body of 64 KiB in chunked coding, as an application reads it, with the parsing
 * of its head.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class ChunkBenchmark {
    private static final int BODY = 64 * 1024;
    private static final byte[] HEAD =
            "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                    .getBytes(US_ASCII);

    /** Octets in a chunk. */
    @Param({"64", "1024", "16384"})
    public int chunk = 1024;

    private final byte[] block = new byte[8 * 1024];
    private byte[] coded = {};

    @Setup
    public void encode() {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        byte[] data = new byte[chunk];
        for (int i = 0; i < BODY; i += chunk) {
            octets.writeBytes((Integer.toHexString(chunk) + "\r\n").getBytes(US_ASCII));
            octets.writeBytes(data);
            octets.writeBytes(new byte[] {'\r', '\n'});
        }
        octets.writeBytes("0\r\n\r\n".getBytes(US_ASCII));
        coded = octets.toByteArray();
    }

    @Benchmark
    public long read() throws IOException {
        RequestHead head = HeadParser.parse(HEAD, 0, HEAD.length, HttpSettings.DEFAULT);
        Connection connection = new RepeatingChannel(coded, 1).connection();
        Pace pace = new Pace(Duration.ofHours(1), 1);
        OutputBuffer output = new OutputBuffer(connection, pace);
        InputBuffer input = new InputBuffer(connection, output);
        ResponseWriter response = new ResponseWriter(connection, output, pace, head, true);
        BodyInput body =
                new BodyInput(connection, input, head, Limits.DEFAULT, Timeouts.DEFAULT, response);
        long octets = 0;
        for (int count = body.read(block); count >= 0; count = body.read(block)) {
            octets += count;
        }
        if (octets != BODY) {
            throw new IllegalStateException(octets + " octets");
        }
        return octets;
    }
}
