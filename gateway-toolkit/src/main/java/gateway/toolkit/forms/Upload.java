package gateway.toolkit.forms;

import gateway.toolkit.http.MediaType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file of a form. Its content lies in memory or in the form's temporary file, and can be read any
 * number of times until the form is closed.
 */
public final class Upload {
    /** Opens the content from its begin. */
    interface Content {
        InputStream open() throws IOException;
    }

    private final PartHead head;
    private final long size;
    private final Content content;

    Upload(PartHead head, long size, Content content) {
        this.head = head;
        this.size = size;
        this.content = content;
    }

    /** {@return the name of the field} */
    public String name() {
        return head.name();
    }

    /**
     * {@return the name of the file as the sender wrote it, which may be a path: never open it, see
     * {@link gateway.toolkit.http.SecureFileName}; {@code ""} where nothing was chosen}
     */
    public String filename() {
        return head.filename().orElse("");
    }

    /** {@return the media type that the sender claims; empty if it names none} */
    public Optional<MediaType> contentType() {
        return head.contentType();
    }

    /** {@return all header lines} */
    public PartHead head() {
        return head;
    }

    /** {@return how many octets it has} */
    public long size() {
        return size;
    }

    /** {@return whether the sender left the choice of a file empty: no name and no octet} */
    public boolean isEmpty() {
        return size == 0 && filename().isEmpty();
    }

    /**
     * {@return the content from its begin}
     *
     * @throws IOException if the form is closed; reading may fail for the same reason
     */
    public InputStream open() throws IOException {
        return content.open();
    }

    /**
     * {@return all octets}
     *
     * @throws IOException if the form is closed, or there are more than an array holds
     */
    public byte[] bytes() throws IOException {
        try (InputStream in = open()) {
            if (size > Integer.MAX_VALUE - 8) {
                throw new IOException("too large for an array: " + size);
            }
            return in.readNBytes((int) size);
        }
    }

    /**
     * Copies the content to a file that stays.
     *
     * @param path where to: a file, never a name from the client as it came (see {@link
     *     gateway.toolkit.http.SecureFileName})
     * @param options such as {@link java.nio.file.StandardCopyOption#REPLACE_EXISTING}; without it
     *     an existing file is an error
     * @throws IOException if it cannot be written, there is a directory, or the form is closed
     */
    public void saveTo(Path path, CopyOption... options) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            // The copy would replace an empty one.
            throw new FileAlreadyExistsException(path.toString(), null, "is a directory");
        }
        try (InputStream in = open()) {
            Files.copy(in, path, options);
        }
    }

    @Override
    public String toString() {
        return "Upload[" + size + " octets]";
    }
}
