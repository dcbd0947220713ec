package gateway.toolkit.files;

import java.util.List;

/**
 * What requests for directories get. With neither they find nothing.
 *
 * @param indexes names of files that stand for their directory, the first that is there
 * @param listed whether directories without such a file are shown as a list
 */
record Folders(List<String> indexes, boolean listed) {
    static final Folders NOTHING = new Folders(List.of(), false);

    Folders {
        for (String index : indexes) {
            if (index.isEmpty() || index.indexOf('/') >= 0) {
                throw new IllegalArgumentException("not a name: '" + index + "'");
            }
        }
        indexes = List.copyOf(indexes);
    }
}
