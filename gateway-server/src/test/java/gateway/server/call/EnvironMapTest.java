package gateway.server.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.testing.MapTestSuiteBuilder;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.MapFeature;

import junit.framework.TestCase;
import junit.framework.TestResult;
import junit.framework.TestSuite;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** A map as any other (ENV-1). */
@Tag("ENV-1")
class EnvironMapTest {
    /** Guava's tests of every operation of a map and its views. */
    @TestFactory
    Stream<DynamicTest> isAMap() {
        TestSuite suite =
                MapTestSuiteBuilder.using(
                                new TestStringMapGenerator() {
                                    @Override
                                    @SuppressWarnings("unchecked") // Of strings only.
                                    protected Map<String, String> create(
                                            Map.Entry<String, String>[] entries) {
                                        Map<String, Object> map = new EnvironMap();
                                        for (Map.Entry<String, String> entry : entries) {
                                            map.put(entry.getKey(), entry.getValue());
                                        }
                                        return (Map<String, String>) (Map<String, ?>) map;
                                    }
                                })
                        .named("EnvironMap")
                        .withFeatures(
                                CollectionSize.ANY,
                                MapFeature.GENERAL_PURPOSE,
                                MapFeature.ALLOWS_NULL_KEY_QUERIES,
                                MapFeature.ALLOWS_NULL_VALUE_QUERIES,
                                CollectionFeature.SUPPORTS_ITERATOR_REMOVE)
                        .createTestSuite();
        List<DynamicTest> tests = new ArrayList<>();
        collect(suite, tests);
        assertTrue(tests.size() > 100, () -> tests.size() + " tests");
        return tests.stream();
    }

    private static void collect(TestSuite suite, List<DynamicTest> tests) {
        for (junit.framework.Test test : Collections.list(suite.tests())) {
            if (test instanceof TestSuite inner) {
                collect(inner, tests);
            } else if (test instanceof TestCase one) {
                tests.add(DynamicTest.dynamicTest(suite + " " + one, () -> run(one)));
            }
        }
    }

    private static void run(TestCase test) throws Throwable {
        TestResult result = new TestResult();
        test.run(result);
        for (var failure : Collections.list(result.failures())) {
            throw failure.thrownException();
        }
        for (var error : Collections.list(result.errors())) {
            throw error.thrownException();
        }
    }

    /** Keys of few hashes, so that they lie together, go round the end, and are moved. */
    @Test
    void isLikeAHashMapWhateverIsDoneToIt() {
        Random chance = new Random(1);
        for (int round = 0; round < 200; round++) {
            Map<String, Object> map = new EnvironMap();
            Map<String, Object> model = new HashMap<>();
            for (int i = 0; i < 500; i++) {
                String key = (chance.nextBoolean() ? "Aa" : "BB") + chance.nextInt(60);
                switch (chance.nextInt(5)) {
                    case 0, 1 -> assertEquals(model.put(key, i), map.put(key, i));
                    case 2 -> assertEquals(model.remove(key), map.remove(key));
                    case 3 -> assertEquals(model.get(key), map.get(key));
                    default -> assertEquals(model.containsKey(key), map.containsKey(key));
                }
                assertEquals(model.size(), map.size());
            }
            assertEquals(model, map);
            assertTrue(map.keySet().removeIf(key -> key.startsWith("Aa")) || map.isEmpty());
            model.keySet().removeIf(key -> key.startsWith("Aa"));
            assertEquals(model, map);
        }
    }

    @Test
    @Tag("ENV-2")
    void takesNoNull() {
        Map<String, Object> map = new EnvironMap();
        assertTrue(
                assertThrows(NullPointerException.class, () -> map.put("a.b", null))
                        .toString()
                        .contains("ENV-2"));
        assertThrows(NullPointerException.class, () -> map.put(null, ""));
        assertFalse(map.containsKey(null));
    }
}
