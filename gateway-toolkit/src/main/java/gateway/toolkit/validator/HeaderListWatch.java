package gateway.toolkit.validator;

import gateway.api.Header;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/** The header list last given to {@code start}, to see whether it changes (SR-7). */
final class HeaderListWatch {
    private @Nullable List<Header> list;
    private @Nullable Object[] seen = {};

    synchronized void watch(List<Header> headers) {
        list = headers;
        seen = elements(headers);
    }

    /** Whether the list is not what it was when last looked at. */
    synchronized boolean hasChanged() {
        if (list == null) {
            return false;
        }
        @Nullable Object[] now = elements(list);
        boolean changed = !Arrays.equals(seen, now);
        seen = now;
        return changed;
    }

    private static @Nullable Object[] elements(List<Header> headers) {
        try {
            return headers.toArray();
        } catch (RuntimeException whileItChanges) {
            return new Object[] {whileItChanges};
        }
    }
}
