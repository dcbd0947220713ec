package gateway.toolkit.debug;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Header;
import gateway.api.StartResponse;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Answers every request with its environ: {@code Hello world!}, an empty line, then one {@code KEY
 * = value} per line in the order of the keys, as {@code demo_app} of Python's wsgiref does.
 *
 * <p>A string stands in quotation marks, anything else as its {@code toString} says. Quotation
 * marks, backslashes and every character that could end or reverse a line are written as in Java
 * source, so that no value can look like two lines. Nothing is hidden: whoever asks sees what he
 * sent, and what the server adds.
 */
public final class Demo implements Application {
    private static final List<Header> TEXT =
            List.of(new Header("Content-Type", "text/plain; charset=utf-8"));

    /** There is nothing to set. */
    public Demo() {}

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
        StringBuilder page = new StringBuilder("Hello world!\n\n");
        new TreeMap<>(environ)
                .forEach(
                        (key, value) -> {
                            String name = Visible.quoted(key);
                            page.append(name, 1, name.length() - 1).append(" = ");
                            String text = Visible.quoted(value.toString());
                            boolean isText = value instanceof String;
                            page.append(text, isText ? 0 : 1, text.length() - (isText ? 0 : 1));
                            page.append('\n');
                        });
        startResponse.start("200 OK", TEXT);
        return List.of(page.toString().getBytes(UTF_8));
    }
}
