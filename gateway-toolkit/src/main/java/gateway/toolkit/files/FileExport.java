package gateway.toolkit.files;

import gateway.toolkit.http.AcceptEncodings;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One file, which the operator named: links are followed.
 *
 * @param parent its directory
 * @param name in it
 */
record FileExport(
        Path parent, String name, NameRules rules, Variants variants, Presentation presentation)
        implements Export {
    @Override
    public Optional<Found> find(String tail, AcceptEncodings accept) throws IOException {
        if (!tail.isEmpty() || !rules.admit(List.of(name))) {
            return Optional.empty();
        }
        Optional<Directory> opened = DirectoryOpening.openForNames(parent);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (Directory directory = opened.get()) {
            return variants.choose(new Beside(directory), name, accept, presentation);
        }
    }

    private record Beside(Directory directory) implements Siblings {
        @Override
        public Optional<Instant> modified(String name) {
            return directory
                    .attributes(name)
                    .filter(BasicFileAttributes::isRegularFile)
                    .map(each -> each.lastModifiedTime().toInstant());
        }

        @Override
        public Optional<OpenedFile> open(String name) throws IOException {
            return directory.file(name);
        }
    }
}
