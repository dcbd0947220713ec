package gateway.sample.cgi;

import gateway.toolkit.errors.HttpError;
import gateway.toolkit.errors.HttpException;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Finds the program for a path.
 *
 * @param place a folder of programs, or the one program that answers every path; absolute
 */
record Scripts(Path place) {
    /**
     * The program at the beginning of a path. Each has one spelling: empty segments, {@code .},
     * {@code ..} and names with a dot in front lead nowhere. Links are followed, since whoever may
     * make one in this folder may put a program there.
     *
     * @param mount the decoded path of the application, {@code ""} or {@code "/…"}
     * @param path decoded, below the mount
     * @throws HttpException 404 if there is none, 403 if it may not be executed
     */
    Script find(String mount, String path) {
        if (!path.isEmpty() && !path.startsWith("/")) {
            throw HttpException.notFound(); // OPTIONS *
        }
        if (!Files.isDirectory(place)) {
            return executable(new Script(place, mount, path));
        }
        Path file = place;
        for (int start = 1; start < path.length(); ) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            file = child(file, path.substring(start, end));
            if (Files.isRegularFile(file)) {
                return executable(
                        new Script(file, mount + path.substring(0, end), path.substring(end)));
            }
            if (!Files.isDirectory(file)) {
                throw HttpException.notFound();
            }
            start = end + 1;
        }
        throw HttpException.notFound();
    }

    private static Path child(Path folder, String name) {
        if (name.isEmpty() || name.startsWith(".")) {
            throw HttpException.notFound();
        }
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            throw HttpException.notFound(); // A name that this file system cannot have.
        }
    }

    private static Script executable(Script script) {
        if (!Files.isExecutable(script.file())) {
            throw new HttpException(
                    HttpError.FORBIDDEN, "The server may not execute what is at this address.");
        }
        return script;
    }
}
