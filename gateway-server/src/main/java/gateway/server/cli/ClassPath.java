package gateway.server.cli;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Reads {@code --classpath}. A class loader would pass over what it cannot use, silently. */
final class ClassPath {
    private ClassPath() {}

    /**
     * The jars and folders of classes.
     *
     * @param words separated as on the system; {@code FOLDER/*} is all jars of a folder
     * @throws CannotStartException for one that is neither; the message names it
     */
    static List<URL> read(String words) throws CannotStartException {
        List<URL> places = new ArrayList<>();
        for (String word : words.split(File.pathSeparator, -1)) {
            if (!word.isEmpty()) {
                for (Path place : places(word)) {
                    places.add(url(place));
                }
            }
        }
        return places;
    }

    private static List<Path> places(String word) throws CannotStartException {
        try {
            if (!word.equals("*") && !word.endsWith(File.separator + "*")) {
                return List.of(Path.of(word));
            }
            Path folder = Path.of(word.substring(0, word.length() - 1)).toAbsolutePath();
            try (Stream<Path> entries = Files.list(folder)) {
                List<Path> jars =
                        entries.filter(entry -> entry.toString().endsWith(".jar"))
                                .sorted()
                                .toList();
                if (jars.isEmpty()) {
                    throw new CannotStartException("--classpath: there is no jar in " + folder);
                }
                return jars;
            }
        } catch (NoSuchFileException e) {
            throw new CannotStartException("--classpath: there is no folder for " + word);
        } catch (NotDirectoryException e) {
            throw new CannotStartException("--classpath: it is no folder before the * of " + word);
        } catch (InvalidPathException | IOException e) {
            throw new CannotStartException("--classpath: cannot read " + word + ": " + e);
        }
    }

    private static URL url(Path place) throws CannotStartException {
        if (!Files.exists(place)) {
            throw new CannotStartException("--classpath: there is no " + place);
        }
        if (!Files.isDirectory(place)) {
            try (JarFile jar = new JarFile(place.toFile())) {
                jar.getManifest();
            } catch (IOException e) {
                throw new CannotStartException(
                        "--classpath: "
                                + place
                                + " is neither a folder nor a jar: "
                                + e.getMessage());
            }
        }
        try {
            return place.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new CannotStartException("--classpath: " + place + " cannot be used: " + e);
        }
    }
}
