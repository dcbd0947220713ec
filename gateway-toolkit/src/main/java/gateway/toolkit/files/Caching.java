package gateway.toolkit.files;

import gateway.api.Header;
import gateway.toolkit.http.CacheControl;
import gateway.toolkit.http.HttpDate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What caches and clients are told of a file's state.
 *
 * @param tagged whether it has an entity tag
 * @param control sent as it is; {@code Expires} follows from its {@code max-age}
 */
record Caching(boolean tagged, CacheControl control) {
    /** {@return the header fields for an answer of this moment} */
    List<Header> headers(Instant now) {
        List<Header> headers = new ArrayList<>();
        String value = control.headerValue();
        if (!value.isEmpty()) {
            headers.add(new Header("Cache-Control", value));
        }
        control.maxAge()
                .ifPresent(
                        age -> headers.add(new Header("Expires", HttpDate.format(now.plus(age)))));
        return headers;
    }
}
