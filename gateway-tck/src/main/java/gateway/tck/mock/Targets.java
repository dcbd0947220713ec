package gateway.tck.mock;

import gateway.tck.http.Request;
import gateway.tck.subject.Variant;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which application a request is for, and whether it may be asked at all. */
final class Targets {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private Targets() {}

    static Target of(Request request) throws RefusalException {
        if (!TOKEN.matcher(request.method()).matches()) {
            throw new RefusalException(400, false);
        }
        if (request.method().equals("CONNECT")) {
            throw new RefusalException(501, false);
        }
        if (request.method().equals("TRACE")) {
            throw new RefusalException(405, true);
        }
        return Target.parse(request.method(), request.target());
    }

    static Path path(Target target, Variant variant) throws RefusalException {
        if (target.rawPath().equals("*")) {
            if (!variant.mount().isEmpty()) {
                throw new RefusalException(404, true);
            }
            return new Path("", "*");
        }
        String upper = target.rawPath().toUpperCase(Locale.ROOT);
        if (variant == Variant.REFUSING_ENCODED_SLASHES
                && (upper.contains("%2F") || upper.contains("%5C"))) {
            throw new RefusalException(400, true);
        }
        Path path =
                Path.under(variant.mount(), target.rawPath())
                        .orElseThrow(() -> new RefusalException(404, true));
        // Both halves are decoded here, so that a malformed path is refused before the call.
        path.scriptName();
        path.pathInfo();
        return path;
    }
}
