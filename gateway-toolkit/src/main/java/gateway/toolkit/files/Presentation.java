package gateway.toolkit.files;

import gateway.api.Header;
import gateway.toolkit.http.CacheControl;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How files are answered, whichever they are.
 *
 * @param types by name
 * @param caching what is said of their state
 * @param headers added to each answer
 * @param clock tells the time
 */
record Presentation(FileTypes types, Caching caching, List<Header> headers, InstantSource clock) {
    /** Those that are said of a file here, and must not be said twice. */
    private static final Set<String> TAKEN =
            Set.of(
                    "accept-ranges",
                    "cache-control",
                    "content-encoding",
                    "content-length",
                    "content-range",
                    "content-type",
                    "etag",
                    "expires",
                    "last-modified");

    Presentation {
        for (Header header : headers) {
            if (TAKEN.contains(header.name().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        header.name() + " is set by what the file is, or by a method of its own");
            }
        }
        headers = List.copyOf(headers);
    }

    /** Nothing special, and nothing to be reused without asking. */
    static Presentation plain() {
        return new Presentation(
                FileTypes.DEFAULT,
                new Caching(true, CacheControl.of("no-cache")),
                List.of(),
                InstantSource.system());
    }

    Presentation with(FileTypes newTypes) {
        return new Presentation(newTypes, caching, headers, clock);
    }

    Presentation with(Caching newCaching) {
        return new Presentation(types, newCaching, headers, clock);
    }

    Presentation with(Header header) {
        List<Header> more = new ArrayList<>(headers);
        more.add(header);
        return new Presentation(types, caching, more, clock);
    }

    Presentation with(InstantSource newClock) {
        return new Presentation(types, caching, headers, newClock);
    }

    /**
     * {@return a file as it will be answered}
     *
     * @param file taken over
     * @param name that says its type
     * @param coding that it is in
     * @param varies whether there are others
     */
    FoundFile present(OpenedFile file, String name, Optional<String> coding, boolean varies) {
        return new FoundFile(
                file, types.of(name), coding, varies, caching, headers, clock.instant());
    }
}
