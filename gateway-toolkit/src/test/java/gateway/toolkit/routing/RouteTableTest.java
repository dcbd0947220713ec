package gateway.toolkit.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every row of {@code routes.txt}. */
class RouteTableTest {
    static List<RouteTable.Row> rows() throws IOException {
        return RouteTable.read();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void holds(RouteTable.Row row) {
        assertEquals(
                row.expected(),
                row.given().startsWith("build ") ? build(row) : match(row),
                row.toString());
    }

    @Test
    void noRowIsLost() throws IOException {
        assertTrue(rows().size() >= 330, "rows: " + rows().size());
    }

    private static String match(RouteTable.Row row) {
        String[] words = row.given().split(" +", -1);
        String path = words.length > 1 ? words[1] : "";
        Site site = row.table().site();
        if (path.startsWith("http://")) {
            Site asked = RouteTable.site(path);
            path = asked.rawScriptName();
            site = new Site("http", asked.host(), site.rawScriptName());
        }
        int question = path.indexOf('?');
        RouteRequest request =
                RouteRequest.of(words[0], question < 0 ? path : path.substring(0, question))
                        .withQuery(question < 0 ? "" : path.substring(question + 1))
                        .at(site);
        Resolution<String> result = row.table().routes().match(request);
        if (result instanceof Resolution.Match<String> match) {
            return match.endpoint() + RouteTable.show(match.arguments().values());
        }
        if (result instanceof Resolution.Redirect<String> redirect) {
            return "-> " + redirect.location();
        }
        return result instanceof Resolution.MethodNotAllowed<String> other
                ? "405 " + String.join(" ", other.allowed())
                : "404";
    }

    private static String build(RouteTable.Row row) {
        List<String> words = new ArrayList<>(RouteTable.words(row.given()));
        words.remove(0);
        Optional<String> method = Optional.empty();
        if (words.get(0).equals(words.get(0).toUpperCase(Locale.ROOT))) {
            method = Optional.of(words.remove(0));
        }
        boolean absolute = words.get(0).equals("absolute");
        if (absolute) {
            words.remove(0);
        }
        UrlRequest<String> url =
                row.table()
                        .routes()
                        .url(words.get(0))
                        .at(row.table().site())
                        .with(RouteTable.arguments(words.subList(1, words.size())));
        url = method.isPresent() ? url.method(method.get()) : url;
        try {
            return (absolute ? url.absolute() : url).build();
        } catch (UnbuildableUrlException e) {
            return "!";
        }
    }
}
