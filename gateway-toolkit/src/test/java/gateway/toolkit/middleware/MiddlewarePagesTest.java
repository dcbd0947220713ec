package gateway.toolkit.middleware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.toolkit.exchange.CompiledCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The code of the guide pages and of the packages' documentation compiles. */
class MiddlewarePagesTest {
    /** Each with the number of its blocks, so that none gets lost. */
    private static final Map<String, Integer> PAGES =
            Map.of(
                    "compression", 2,
                    "cors", 2,
                    "dispatcher", 2,
                    "http-proxy", 2,
                    "profiler", 3,
                    "proxy-fix", 3,
                    "request-id", 2,
                    "sessions", 2);

    private static final Map<String, Integer> PACKAGES =
            Map.of("middleware", 1, "proxy", 2, "session", 1);

    private static final String HEAD =
            """
            import gateway.api.*;
            import gateway.toolkit.http.*;
            import gateway.toolkit.middleware.*;
            import gateway.toolkit.proxy.*;
            import gateway.toolkit.session.*;
            import java.nio.file.Path;
            import java.time.Duration;
            import java.util.*;
            class CLASS {
                Map<String, Object> environ = Map.of();
                byte[] key = new byte[32];
                byte[] newKey = new byte[32];
                void page(Application inner, Application pages, Application shop, Application api,
                        Application files, Application hello) {
            """;

    @TempDir Path directory;

    private String compile(Map<String, String> codes) throws IOException {
        return CompiledCode.complaints(HEAD, codes, directory);
    }

    @Test
    void pagesCompile() throws IOException {
        Map<String, String> codes = new LinkedHashMap<>();
        for (Map.Entry<String, Integer> page : PAGES.entrySet()) {
            List<String> blocks = CompiledCode.blocks(Path.of("docs", page.getKey() + ".md"));
            assertEquals(page.getValue(), blocks.size(), page.getKey());
            codes.put("Page_" + page.getKey().replace('-', '_'), String.join("\n", blocks));
        }
        assertEquals("", compile(codes));
    }

    @Test
    void packageDocumentationCompiles() throws IOException {
        Map<String, String> codes = new LinkedHashMap<>();
        for (Map.Entry<String, Integer> each : PACKAGES.entrySet()) {
            Path file =
                    Path.of("src/main/java/gateway/toolkit", each.getKey(), "package-info.java");
            List<String> blocks = CompiledCode.blocks(file);
            assertEquals(each.getValue(), blocks.size(), each.getKey());
            codes.put(
                    "Package_" + each.getKey(),
                    String.join("\n", blocks).replace("Application application", "hello"));
        }
        assertEquals("", compile(codes));
    }

    @Test
    void theCompilerWouldComplain() throws IOException {
        assertTrue(
                compile(Map.of("Wrong", "CorsMiddleware c = 5;")).contains("incompatible types"));
    }
}
