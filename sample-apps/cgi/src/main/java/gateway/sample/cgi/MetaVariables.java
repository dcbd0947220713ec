package gateway.sample.cgi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Environ;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.http.FieldNames;
import gateway.toolkit.http.SafePath;
import gateway.toolkit.http.TokenSet;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The environment of a program: nothing of the server's own but PATH, what the operator has set,
 * and the meta-variables (RFC 3875 section 4.1), all of them wire strings.
 *
 * <p>No word of the query is ever given on the command line, as section 4.4 would have it: programs
 * have taken such words for options (CVE-2012-1823).
 */
final class MetaVariables {
    private static final Pattern FIELD = Pattern.compile("HTTP_[A-Z0-9][A-Z0-9_]*");

    /**
     * Not for programs, besides what is for one connection only. {@code Proxy} would become
     * HTTP_PROXY, by which many programs choose their own proxy (CVE-2016-5385).
     */
    private static final Set<String> WITHHELD =
            Set.of("HTTP_PROXY", "HTTP_EXPECT", "HTTP_CONTENT_LENGTH", "HTTP_CONTENT_TYPE");

    private MetaVariables() {}

    /**
     * All variables of one request.
     *
     * @param path PATH of the server, where programs look for others
     * @throws HttpException 404 if PATH_INFO would be translated into something outside the
     *     documents
     */
    static Map<String, String> of(
            Map<String, Object> environ, Script script, CgiSettings settings, String path) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("PATH", wire(path));
        settings.variables().forEach((name, value) -> variables.put(name, wire(value)));
        addFields(environ, settings.passesAuthorization(), variables);
        addServer(environ, variables);
        addScript(script, settings, variables);
        return variables;
    }

    private static void addFields(
            Map<String, Object> environ, boolean authorization, Map<String, String> variables) {
        TokenSet named = TokenSet.parse(Environ.header(environ, "Connection").orElse(""));
        environ.forEach(
                (key, value) -> {
                    if (value instanceof String text && FIELD.matcher(key).matches()) {
                        String name = key.substring("HTTP_".length()).replace('_', '-');
                        boolean credentials = name.equals("AUTHORIZATION");
                        if (!WITHHELD.contains(key)
                                && !FieldNames.isHopByHop(name)
                                && !named.contains(name)
                                && (!credentials || authorization)) {
                            variables.put(key, text);
                        }
                    }
                });
    }

    private static void addServer(Map<String, Object> environ, Map<String, String> variables) {
        variables.put("GATEWAY_INTERFACE", "CGI/1.1");
        variables.put("SERVER_SOFTWARE", "Gateway");
        for (String key :
                Set.of(
                        Environ.AUTH_TYPE,
                        Environ.CONTENT_LENGTH,
                        Environ.CONTENT_TYPE,
                        Environ.QUERY_STRING,
                        Environ.REMOTE_ADDR,
                        Environ.REMOTE_PORT,
                        Environ.REMOTE_USER,
                        Environ.REQUEST_METHOD,
                        Environ.REQUEST_URI,
                        Environ.SERVER_NAME,
                        Environ.SERVER_PORT,
                        Environ.SERVER_PROTOCOL)) {
            if (environ.get(key) instanceof String text) {
                variables.put(key, text);
            }
        }
        // Names are not looked up (section 4.1.9). Over a Unix-domain socket there is no address.
        String address = variables.computeIfAbsent(Environ.REMOTE_ADDR, key -> "127.0.0.1");
        variables.put("REMOTE_HOST", address);
        if ("https".equals(environ.get(Environ.URL_SCHEME))) {
            variables.put("HTTPS", "on");
        }
    }

    private static void addScript(
            Script script, CgiSettings settings, Map<String, String> variables) {
        variables.put("SCRIPT_NAME", wire(script.name()));
        variables.put("SCRIPT_FILENAME", wire(script.file().toString()));
        if (!script.pathInfo().isEmpty()) {
            variables.put("PATH_INFO", wire(script.pathInfo()));
        }
        settings.documents()
                .ifPresent(
                        documents -> {
                            variables.put("DOCUMENT_ROOT", wire(documents.toString()));
                            if (!script.pathInfo().isEmpty()) {
                                variables.put(
                                        "PATH_TRANSLATED",
                                        wire(translated(documents, script.pathInfo())));
                            }
                        });
    }

    /** Section 4.1.6. */
    private static String translated(Path documents, String pathInfo) {
        String below = pathInfo.replaceFirst("^/+", "");
        Path file = SafePath.safeJoin(documents, below).orElseThrow(() -> HttpException.notFound());
        return file + (below.endsWith("/") ? "/" : "");
    }

    private static String wire(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }
}
