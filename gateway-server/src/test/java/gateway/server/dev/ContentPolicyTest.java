package gateway.server.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentPolicyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "img-src 'self' | img-src 'self'",
                "default-src 'none' | default-src 'none'; script-src 'sha256-x'; connect-src 'self'",
                "Default-Src a.b | Default-Src a.b; script-src a.b 'sha256-x'; connect-src a.b 'self'",
                "script-src 'self'; x | script-src 'self' 'sha256-x'; x",
                "script-src a; script-src-elem 'none' | script-src a; script-src-elem 'sha256-x'",
                "script-src 'unsafe-inline' | script-src 'unsafe-inline'",
                "script-src 'unsafe-inline' 'nonce-1' | script-src 'unsafe-inline' 'nonce-1' 'sha256-x'",
                "connect-src 'none' | connect-src 'self'",
                "script-src a, connect-src b | script-src a 'sha256-x', connect-src b 'self'"
            })
    void allowsTheScriptAndNothingElse(String before, String after) {
        assertEquals(after, ContentPolicy.allowing(before, "'sha256-x'"));
    }
}
