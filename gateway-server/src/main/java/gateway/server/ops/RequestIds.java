package gateway.server.ops;

import gateway.server.http.Field;
import gateway.server.http.RequestHead;
import gateway.server.http.RequestListener;
import gateway.toolkit.middleware.RequestIdMiddleware;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids for requests: the one that a request brings in {@code X-Request-Id}, if it is 1 to 128
 * letters, digits and {@code -._~+/=:}, else a new one.
 */
final class RequestIds implements RequestListener {
    private static final String FIELD = "X-Request-Id";

    /** Unlike that of any other process; a count makes the rest of an id. */
    private final String prefix;

    private final AtomicLong count = new AtomicLong();

    RequestIds() {
        byte[] octets = new byte[10];
        new SecureRandom().nextBytes(octets);
        prefix = HexFormat.of().formatHex(octets) + "-";
    }

    @Override
    public String identify(RequestHead head) {
        List<Field> fields = head.fields();
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            if (field.name().equalsIgnoreCase(FIELD) && RequestIdMiddleware.isId(field.value())) {
                return field.value();
            }
        }
        return prefix + Long.toHexString(count.incrementAndGet());
    }
}
