package gateway.toolkit.files;

import gateway.api.Environ;
import gateway.api.Header;
import gateway.api.StartResponse;
import gateway.toolkit.http.PercentCoding;

import java.util.List;
import java.util.Map;

/**
 * A directory that was asked for without a slash at the end: links in its page would be taken
 * relative to the directory above.
 *
 * <p>The answer leads to the same last name with a slash, relative to where the client is, so that
 * it cannot lead to another host whatever the path begins with.
 */
record SlashMissing() implements Found {
    @Override
    public Iterable<byte[]> answer(Map<String, Object> environ, StartResponse startResponse) {
        String name = last(Environ.scriptName(environ) + Environ.pathInfo(environ));
        if (environ.get(Environ.RAW_SCRIPT_NAME) instanceof String script
                && environ.get(Environ.RAW_PATH_INFO) instanceof String rest) {
            // A slash that was encoded is one of the name as the client sees it.
            name = PercentCoding.decode(last(script + rest));
        }
        String query = Environ.queryString(environ);
        String location =
                (name.isEmpty() ? "./" : "./" + PercentCoding.encodeSegment(name) + "/")
                        + (query.isEmpty() ? "" : "?" + query);
        startResponse.start(
                "301 Moved Permanently",
                List.of(
                        new Header("Location", location),
                        new Header("Content-Length", "0"),
                        new Header("Cache-Control", "no-cache")));
        return List.of();
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public void close() {}
}
