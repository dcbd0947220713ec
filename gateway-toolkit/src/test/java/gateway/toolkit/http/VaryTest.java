package gateway.toolkit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gateway.api.Header;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

class VaryTest {
    /** Lines before and after, put together by {@code /}; other headers stay where they are. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Server: x | Server: x/Vary: Cookie",
                "Vary: Accept/Server: x | Vary: Accept, Cookie/Server: x",
                "vary: Accept/Vary: Origin | vary: Accept, Cookie/Vary: Origin",
                "Vary: Accept, cookie | Vary: Accept, cookie",
                "Vary: Accept/Vary: COOKIE | Vary: Accept/Vary: COOKIE",
                "Vary: * | Vary: *",
                "Vary: Accept/Vary: * | Vary: Accept/Vary: *",
                "Vary: | Vary: Cookie",
                "Vary: ;, Cookies | Vary: ;, Cookies, Cookie",
            })
    void oneMoreNameIsAddedOnce(String before, String after) {
        List<Header> headers =
                new ArrayList<>(
                        Arrays.stream(before.split("/"))
                                .map(line -> line.split(":", 2))
                                .map(line -> new Header(line[0], line[1].strip()))
                                .toList());
        for (int i = 0; i < 2; i++) {
            Vary.add(headers, "Cookie");
            assertEquals(
                    after,
                    headers.stream()
                            .map(each -> each.name() + ": " + each.value())
                            .collect(Collectors.joining("/")));
        }
    }

    @Test
    void onlyATokenIsAName() {
        assertThrows(
                IllegalArgumentException.class, () -> Vary.add(new ArrayList<>(), "Accept, *"));
    }
}
