package gateway.toolkit.validator;

import gateway.api.Environ;

import java.util.Map;

/**
 * What later checks need of environ, as it was when the call came in: the application may change
 * the map.
 *
 * @param method {@code ""} where the key is absent or no text, like the other strings
 * @param te the request header TE
 * @param upgrade the request header Upgrade
 * @param inputLength -1 where not known
 */
record RequestFacts(String method, String protocol, String te, String upgrade, long inputLength) {
    static RequestFacts of(Map<String, Object> environ) {
        return new RequestFacts(
                text(environ, Environ.REQUEST_METHOD),
                text(environ, Environ.SERVER_PROTOCOL),
                text(environ, "HTTP_TE"),
                text(environ, "HTTP_UPGRADE"),
                environ.get(Environ.INPUT_LENGTH) instanceof Long length ? length : -1);
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    boolean isHttp10() {
        return protocol.equals("HTTP/1.0");
    }

    boolean isHttp1() {
        return protocol.startsWith("HTTP/1.");
    }

    private static String text(Map<String, Object> environ, String key) {
        return environ.get(key) instanceof String text ? text : "";
    }
}
