package gateway.toolkit.files;

import gateway.toolkit.http.FileType;
import gateway.toolkit.http.MediaType;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Media types by the ends of file names.
 *
 * @param always whatever the name
 * @param own come first: the longest extension that is known here, such as {@code tar.gz}, in lower
 *     case
 * @param fallback for those that nobody knows
 */
record FileTypes(Optional<MediaType> always, Map<String, MediaType> own, MediaType fallback) {
    static final FileTypes DEFAULT =
            new FileTypes(Optional.empty(), Map.of(), MediaType.OCTET_STREAM);

    FileTypes {
        own = Map.copyOf(own);
    }

    FileTypes with(String extension, MediaType type) {
        Map<String, MediaType> more = new HashMap<>(own);
        String bare = extension.startsWith(".") ? extension.substring(1) : extension;
        if (bare.isEmpty()) {
            throw new IllegalArgumentException("an empty extension");
        }
        more.put(bare.toLowerCase(Locale.ROOT), type.withDefaultCharset());
        return new FileTypes(always, more, fallback);
    }

    FileTypes withFallback(MediaType type) {
        return new FileTypes(always, own, type);
    }

    FileTypes withAlways(MediaType type) {
        return new FileTypes(Optional.of(type), own, fallback);
    }

    MediaType of(String fileName) {
        return always.orElseGet(() -> byName(fileName));
    }

    private MediaType byName(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        // A dot at the start begins a hidden name, no extension.
        for (int dot = name.indexOf('.', 1); dot > 0; dot = name.indexOf('.', dot + 1)) {
            Optional<MediaType> type = Optional.ofNullable(own.get(name.substring(dot + 1)));
            if (type.isPresent()) {
                return type.get();
            }
        }
        return FileType.of(fileName).orElse(fallback);
    }
}
