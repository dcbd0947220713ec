package gateway.tck.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

/** The cases can be told apart by people, and by the probe. */
class CatalogueTest {
    @Test
    void hasCasesWithClauseAndTitle() {
        List<Case> cases = Catalogue.cases();
        assertTrue(cases.size() > 300, cases.size() + " cases");
        for (Case one : cases) {
            assertTrue(one.clause().matches("[A-Z]+-[0-9]+"), one.clause());
            assertTrue(one.key().matches("[A-Z0-9-]+\\.[a-z0-9-]+"), one.key());
            assertTrue(!one.versions().isEmpty() && !one.variants().isEmpty(), one.key());
        }
    }

    @Test
    void findsEachByItsKey() {
        for (Case one : Catalogue.cases()) {
            assertEquals(one, Catalogue.byKey(one.key()).orElseThrow());
        }
    }
}
