package gateway.server.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.server.http.ChunkTarget;
import gateway.server.http.HeadTarget;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Every input of the corpus, and some thousand that chance makes from them; the fuzzers beside this
 * go further. {@code -Dgateway.seed=N} chooses another chance, {@code -Dgateway.mutations=N} more
 * of it.
 */
@Timeout(300)
class CorpusTest {
    private static final long SEED = Long.getLong("gateway.seed", 1);
    private static final int MUTATIONS = Integer.getInteger("gateway.mutations", 10_000);

    @Test
    void headsAreReadAlikeHoweverTheyAreCut() throws Exception {
        run(Corpus.HEADS, HeadTarget::check);
    }

    @Test
    void chunksAreDecodedAsTheGrammarSaysHoweverTheyAreCut() throws Exception {
        run(Corpus.CHUNKS, ChunkTarget::check);
    }

    @Test
    void everyConnectionIsARowOfAnswersHoweverItIsCut() throws Exception {
        run(Corpus.CONNECTIONS, ConnectionTarget::check);
    }

    private interface Target {
        void check(byte[] octets, RandomGenerator cuts);
    }

    private static void run(Corpus corpus, Target target) throws Exception {
        List<byte[]> inputs = corpus.inputs();
        for (int i = 0; i < inputs.size() + MUTATIONS; i++) {
            Random chance = new Random(SEED * 1_000_003 + i);
            byte[] octets = i < inputs.size() ? inputs.get(i) : Mutation.of(inputs, chance);
            try {
                target.check(octets, chance);
            } catch (AssertionError | RuntimeException e) {
                String shown = Notation.show(new String(octets, ISO_8859_1));
                throw new AssertionError(corpus + " seed " + SEED + " no " + i + ": " + shown, e);
            }
        }
        System.out.printf(
                "fuzz: %s: %d inputs of the corpus, %d mutations, seed %d%n",
                corpus, inputs.size(), MUTATIONS, SEED);
    }
}
