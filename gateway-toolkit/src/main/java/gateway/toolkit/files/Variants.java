package gateway.toolkit.files;

import gateway.toolkit.http.AcceptEncodings;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether files are sent that somebody has compressed before, and which of them. */
enum Variants {
    /** Each file is sent as it is. */
    NONE {
        @Override
        Optional<Found> choose(
                Siblings files, String name, AcceptEncodings accept, Presentation presentation)
                throws IOException {
            return files.open(name)
                    .map(file -> presentation.present(file, name, Optional.empty(), false));
        }
    },
    /** {@code a.css.br}, {@code a.css.zst} and {@code a.css.gz} stand for {@code a.css}. */
    PRECOMPRESSED {
        @Override
        Optional<Found> choose(
                Siblings files, String name, AcceptEncodings accept, Presentation presentation)
                throws IOException {
            Optional<OpenedFile> original = files.open(name);
            if (original.isEmpty()) {
                return Optional.empty();
            }
            try {
                List<String> offers = offers(files, name, original.get().modified());
                boolean varies = !offers.isEmpty();
                offers.add(IDENTITY);
                String best = accept.best(offers).orElse(IDENTITY);
                if (!best.equals(IDENTITY)) {
                    Optional<OpenedFile> variant = files.open(name + EXTENSIONS.get(best));
                    if (variant.isPresent()) {
                        original.get().close();
                        return Optional.of(
                                presentation.present(variant.get(), name, Optional.of(best), true));
                    }
                }
                return Optional.of(
                        presentation.present(original.get(), name, Optional.empty(), varies));
            } catch (Throwable e) {
                original.get().close();
                throw e;
            }
        }
    };

    private static final String IDENTITY = "identity";
    private static final Map<String, String> EXTENSIONS =
            Map.of("br", ".br", "zstd", ".zst", "gzip", ".gz");

    /** The smallest first. */
    private static final List<String> CODINGS = List.of("br", "zstd", "gzip");

    /** Tools that copy a folder give its files times in whatever order. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /**
     * {@return the best for a client; empty if there is no such file}
     *
     * @param files where it is looked up
     * @param name of the file that is asked for
     * @param accept codings of the client
     */
    abstract Optional<Found> choose(
            Siblings files, String name, AcceptEncodings accept, Presentation presentation)
            throws IOException;

    /** One that is older than the file was made of something else. */
    private static List<String> offers(Siblings files, String name, Instant modified) {
        List<String> offers = new ArrayList<>();
        for (String coding : CODINGS) {
            Optional<Instant> time = files.modified(name + EXTENSIONS.get(coding));
            if (time.filter(each -> !each.plus(TOLERANCE).isBefore(modified)).isPresent()) {
                offers.add(coding);
            }
        }
        return offers;
    }
}
