package gateway.server.dev;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * What lies on the class path.
 *
 * @param entries jars and folders, in the order of the class path
 * @param files every file below them, with the entry's path before its own
 * @param faults what is wrong with entries: one that is missing, a jar that is none
 */
record Listing(List<Path> entries, Map<Path, Stamp> files, List<String> faults) {
    static final Listing NOTHING = new Listing(List.of(), Map.of(), List.of());

    /** Deeper folders are those of a ring of links. */
    private static final int DEEPEST = 64;

    /** Told of all places where something may change, before they are looked at. */
    interface Watcher {
        /** Where nothing is watched. */
        Watcher NONE = (path, names, folder) -> {};

        /**
         * Will be looked at.
         *
         * @param names of those entries in it that matter
         * @param folder which one it is: another one may have its path later
         */
        void watch(Path path, Names names, Object folder);
    }

    /** Looks. */
    static Listing of(List<Place> places, Watcher watcher) {
        Walk walk = new Walk(watcher);
        for (Place place : places) {
            walk.place(place);
        }
        return new Listing(
                List.copyOf(walk.entries), Map.copyOf(walk.files), List.copyOf(walk.faults));
    }

    private record Walk(
            Watcher watcher, Set<Path> entries, Map<Path, Stamp> files, List<String> faults) {
        private Walk(Watcher watcher) {
            this(watcher, new LinkedHashSet<>(), new LinkedHashMap<>(), new ArrayList<>());
        }

        private void place(Place place) {
            try {
                if (place.jars()) {
                    watchName(place.path());
                    watch(place.path(), new Names.Jars());
                }
                List<Path> found = place.entries();
                if (found.isEmpty()) {
                    faults.add("there is no jar in " + place.path());
                }
                found.forEach(this::entry);
            } catch (IOException e) {
                faults.add("there is no folder " + place.path());
            } catch (DirectoryIteratorException e) {
                faults.add("cannot read " + place.path() + ": " + e.getCause());
            }
        }

        private void entry(Path path) {
            if (entries.contains(path)) {
                return;
            }
            watchName(path);
            BasicFileAttributes attributes = attributes(path);
            if (attributes == null) {
                faults.add("there is no " + path);
                return;
            }
            entries.add(path);
            if (attributes.isDirectory()) {
                folder(path, attributes, new HashSet<>(), 0);
            } else {
                files.put(path, Stamp.of(attributes));
                jar(path);
            }
        }

        private void folder(
                Path path, BasicFileAttributes attributes, Set<Object> above, int depth) {
            Object key = Objects.requireNonNullElse(attributes.fileKey(), path);
            if (depth > DEEPEST || !above.add(key)) {
                return;
            }
            watcher.watch(path, new Names.All(), key);
            try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
                for (Path child : children) {
                    BasicFileAttributes of = attributes(child);
                    if (of != null && of.isDirectory()) {
                        folder(child, of, above, depth + 1);
                    } else if (of != null) {
                        files.put(child, Stamp.of(of));
                    }
                }
            } catch (IOException | DirectoryIteratorException e) {
                // It went while it was looked at, which the watcher tells; or nobody may read it.
            }
            above.remove(key);
        }

        /** Those that its manifest names belong to it. */
        private void jar(Path path) {
            try (JarFile jar = new JarFile(path.toFile())) {
                Manifest manifest = jar.getManifest();
                String others =
                        manifest == null
                                ? null
                                : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
                for (String other :
                        Objects.requireNonNullElse(others, "").strip().split("\\s+", -1)) {
                    // As for a class loader, what is not there is none.
                    resolve(path, other).filter(Files::exists).ifPresent(this::entry);
                }
            } catch (IOException e) {
                faults.add(path + " is neither a folder nor a jar: " + e.getMessage());
            }
        }

        private static Optional<Path> resolve(Path jar, String other) {
            try {
                return other.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Path.of(jar.toUri().resolve(URI.create(other))));
            } catch (IllegalArgumentException | FileSystemNotFoundException e) {
                return Optional.empty();
            }
        }

        /** That a path comes or goes is told by the nearest folder above it that exists. */
        private void watchName(Path path) {
            for (Path at = path; at.getParent() != null; at = at.getParent()) {
                if (Files.isDirectory(at.getParent())) {
                    watch(at.getParent(), new Names.One(at.getFileName()));
                    break;
                }
            }
            try {
                Path real = path.toRealPath();
                if (!real.equals(path) && real.getParent() != null) {
                    watch(real.getParent(), new Names.One(real.getFileName()));
                }
            } catch (IOException e) {
                // There is none yet.
            }
        }

        private void watch(Path folder, Names names) {
            BasicFileAttributes attributes = attributes(folder);
            if (attributes != null) {
                Object key = Objects.requireNonNullElse(attributes.fileKey(), folder);
                watcher.watch(folder, names, key);
            }
        }

        private static @Nullable BasicFileAttributes attributes(Path path) {
            try {
                return Files.readAttributes(path, BasicFileAttributes.class);
            } catch (IOException e) {
                return null;
            }
        }
    }
}
