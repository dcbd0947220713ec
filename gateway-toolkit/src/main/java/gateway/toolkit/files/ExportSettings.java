package gateway.toolkit.files;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** What all exports of a middleware have in common. */
record ExportSettings(
        NameRules rules,
        Links links,
        Variants variants,
        Folders folders,
        Presentation presentation) {
    Export of(Path path) {
        Path parent = path.getParent();
        Path name = path.getFileName();
        return parent != null && name != null && Files.isRegularFile(path)
                ? new FileExport(
                        parent, name.toString(), rules.withHidden(), variants, presentation)
                : new FolderExport(path, links, rules, variants, folders, presentation);
    }

    Export of(Class<?> anchor, String folder) {
        Function<String, Optional<URL>> finder =
                name -> Optional.ofNullable(anchor.getResource(name));
        return new ResourceExport(finder, folder, rules, variants, folders, presentation);
    }
}
