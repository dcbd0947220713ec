package gateway.toolkit.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;

/** Which failures mean that there is nothing to serve; all others are faults of the server. */
final class Absence {
    private Absence() {}

    static boolean isMeantBy(IOException failure) {
        return failure instanceof NoSuchFileException
                || failure instanceof AccessDeniedException
                || failure instanceof NotDirectoryException
                || failure instanceof NotLinkException;
    }
}
