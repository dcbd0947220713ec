package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The sample {@code urlpatterns}, from outside. */
class UrlPatternsIT {
    @Test
    void doesWhatItsPageSays() throws Exception {
        assertEquals(2, SamplePage.play("urlpatterns").size());
    }

    @Test
    void whatAClientSaysIsText() throws Exception {
        Curl.require();
        try (Server server = Server.run("urlpatterns")) {
            String page = Curl.run("--user-agent", "<script>&lt;", server.home() + "browser");
            assertTrue(page.contains("You are &lt;script>&amp;lt;."), page);
        }
    }
}
