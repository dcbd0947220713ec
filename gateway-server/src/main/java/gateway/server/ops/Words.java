package gateway.server.ops;

import gateway.api.Header;
import gateway.server.http.Ending;
import gateway.server.http.Field;
import gateway.server.http.Served;

import java.util.List;
import java.util.Optional;

/** What is asked of a request for a line. */
final class Words {
    private static final String ID_FIELD = "X-Request-Id";
    private static final int LONGEST_ID = 128;

    private Words() {}

    static String of(Ending ending) {
        return switch (ending) {
            case COMPLETE -> "complete";
            case CLIENT_GONE -> "client-gone";
            case ABORTED -> "aborted";
        };
    }

    /** The first field with this name; empty where it was not sent, or the head was refused. */
    static Optional<String> field(Served served, String name) {
        if (served.head().isPresent()) {
            List<Field> fields = served.head().get().fields();
            for (int i = 0; i < fields.size(); i++) {
                if (fields.get(i).name().equalsIgnoreCase(name)) {
                    return Optional.of(fields.get(i).value());
                }
            }
        }
        return Optional.empty();
    }

    /** The first header with this name that the application has given. */
    static Optional<String> header(Served served, String name) {
        List<Header> headers = served.headers();
        for (int i = 0; i < headers.size(); i++) {
            if (headers.get(i).name().equalsIgnoreCase(name)) {
                return Optional.of(headers.get(i).value());
            }
        }
        return Optional.empty();
    }

    /**
     * The request's id: that of the server, else the one that the application has told the client,
     * else the one that the client has sent.
     */
    static Optional<String> id(Served served) {
        if (!served.id().isEmpty()) {
            return Optional.of(served.id());
        }
        return header(served, ID_FIELD)
                .or(() -> field(served, ID_FIELD))
                .filter(id -> id.length() <= LONGEST_ID);
    }
}
