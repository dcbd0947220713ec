package gateway.sample.cgi;

import gateway.api.Environ;
import gateway.toolkit.http.PercentCoding;

import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes the request that a local redirect stands for (RFC 3875 section 6.2.2). */
final class LocalTarget {
    private LocalTarget() {}

    /**
     * A request for another target of this application, without a body.
     *
     * @param target path and query, not decoded
     * @return empty if the target is not below the mount: only the client can ask for that
     * @throws BadOutputException if it is no path and query
     */
    static Optional<Map<String, Object>> request(Map<String, Object> environ, String target)
            throws BadOutputException {
        int question = target.indexOf('?');
        String rawPath = question < 0 ? target : target.substring(0, question);
        boolean visible = target.chars().allMatch(c -> c > ' ' && c < 0x7F);
        Optional<String> path =
                PercentCoding.decodeStrictly(rawPath)
                        .filter(text -> text.chars().noneMatch(c -> c < ' ' || c == 0x7F));
        if (!visible || path.isEmpty()) {
            throw new BadOutputException("Location is not a path");
        }
        String mount = Environ.scriptName(environ);
        String rawMount = String.valueOf(environ.get(Environ.RAW_SCRIPT_NAME));
        if (!rawPath.startsWith(rawMount + "/") || !path.get().startsWith(mount + "/")) {
            return Optional.empty();
        }
        Map<String, Object> request = new HashMap<>(environ);
        if (!Environ.method(environ).equals("HEAD")) {
            request.put(Environ.REQUEST_METHOD, "GET");
        }
        request.put(Environ.PATH_INFO, path.get().substring(mount.length()));
        request.put(Environ.RAW_PATH_INFO, rawPath.substring(rawMount.length()));
        request.put(Environ.QUERY_STRING, question < 0 ? "" : target.substring(question + 1));
        request.put(Environ.REQUEST_URI, target);
        request.put(Environ.INPUT, InputStream.nullInputStream());
        request.put(Environ.INPUT_LENGTH, 0L);
        request.remove(Environ.CONTENT_LENGTH);
        request.remove(Environ.CONTENT_TYPE);
        return Optional.of(request);
    }
}
