package gateway.server.dev;

import org.jspecify.annotations.Nullable;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * By which a file is taken for unchanged.
 *
 * @param size in octets
 * @param file which one it is, where the system tells
 */
record Stamp(long size, FileTime modified, @Nullable Object file) {
    static Stamp of(BasicFileAttributes attributes) {
        return new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
    }
}
