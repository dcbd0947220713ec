package gateway.toolkit.forms;

import gateway.toolkit.http.Pairs;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What a form has brought: texts by name, and files. Closing it deletes the temporary file. */
public final class Form implements Closeable {
    private final Pairs fields;
    private final List<Upload> files;
    private final Closeable storage;

    Form(Pairs fields, List<Upload> files, Closeable storage) {
        this.fields = fields;
        this.files = List.copyOf(files);
        this.storage = storage;
    }

    /** {@return a form with nothing in it} */
    public static Form empty() {
        return new Form(Pairs.EMPTY, List.of(), () -> {});
    }

    /** {@return the texts, in the order in which they came} */
    public Pairs fields() {
        return fields;
    }

    /** {@return the files, in the order in which they came; also those that were left empty} */
    public List<Upload> files() {
        return files;
    }

    /**
     * {@return the first file of a name}
     *
     * @param name of the field
     */
    public Optional<Upload> file(String name) {
        return files.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** Deletes the temporary file, if there is one. The texts stay. A second call does nothing. */
    @Override
    public void close() throws IOException {
        storage.close();
    }
}
