package gateway.server.dev;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A word of the class path.
 *
 * @param path absolute: a jar, a folder of classes, or nothing yet
 * @param jars whether it stands for all jars of the folder
 */
record Place(Path path, boolean jars) {
    /**
     * Reads a class path.
     *
     * @param words separated as on the system; {@code FOLDER/*} is all jars of a folder
     * @throws java.nio.file.InvalidPathException if one cannot be a path
     */
    static List<Place> parse(String words) {
        List<Place> places = new ArrayList<>();
        for (String word : words.split(File.pathSeparator, -1)) {
            boolean jars = word.equals("*") || word.endsWith(File.separator + "*");
            if (!word.isEmpty()) {
                String path = jars ? word.substring(0, word.length() - 1) : word;
                places.add(new Place(Path.of(path).toAbsolutePath().normalize(), jars));
            }
        }
        return places;
    }

    /**
     * What it stands for now.
     *
     * @throws IOException if the folder of jars cannot be read
     */
    List<Path> entries() throws IOException {
        if (!jars) {
            return List.of(path);
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*.jar")) {
            files.forEach(found::add);
        }
        Collections.sort(found);
        return found;
    }
}
