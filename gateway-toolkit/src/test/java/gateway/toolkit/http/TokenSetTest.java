package gateway.toolkit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class TokenSetTest {
    @Test
    void caseMeansNothing() {
        TokenSet set = TokenSet.parse("Accept, origin, ACCEPT, a b");
        assertEquals(List.of("Accept", "origin"), set.tokens());
        assertTrue(set.contains("oRIGIN"));
        assertFalse(set.contains("Accep"));
        assertEquals(TokenSet.of("origin"), set.without("accept"));
        assertNotEquals(TokenSet.of("Origin"), TokenSet.of("origin"));
    }

    /** A client may name 200,000 fields in Connection, and send as many. */
    @Test
    void manyQuestionsToManyWords() {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            words.add("X-" + i);
        }
        TokenSet set = new TokenSet(words);
        long found =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(20), () -> words.stream().filter(set::contains).count());
        assertEquals(words.size(), found);
    }
}
