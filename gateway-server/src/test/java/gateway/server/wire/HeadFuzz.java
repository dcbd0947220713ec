package gateway.server.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;

import gateway.server.http.HeadTarget;

import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The head reader, led by coverage: an octet that reaches what none has reached before is kept and
 * changed further.
 *
 * <p>Not a part of every build, see {@link CorpusTest} for that; {@code mvn verify
 * -Dgateway.fuzz=SECONDS} runs each fuzzer for so long. What it finds belongs into the corpus.
 */
class HeadFuzz {
    @MethodSource("seeds")
    @FuzzTest // The last annotation, or Jazzer refuses it.
    void fuzz(byte[] octets) {
        // The same cuts for the same octets, so that what was found can be found again.
        HeadTarget.check(octets, new Random(Arrays.hashCode(octets)));
    }

    static List<byte[]> seeds() throws IOException {
        return Corpus.HEADS.inputs();
    }
}
