package gateway.toolkit.request;

import gateway.api.Environ;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.forms.Form;
import gateway.toolkit.forms.FormReader;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * The body of one request, which can be read only once: as a stream, as an array, or as a form.
 *
 * <pre>
 *   unread ─┬─ data ──→ in memory ─┬─ data, stream, form: again and again
 *           ├─ form ──→ a form    ─┴─ form: again and again
 *           └─ stream ──→ gone
 * </pre>
 *
 * <p>What was refused while it was read is refused again.
 */
final class RequestBody implements Closeable {
    /** The {@code gateway.input} that was taken: another one in its place is another body. */
    private static final String TAKEN = "gateway_toolkit.taken_input";

    private final Map<String, Object> environ;
    private final RequestRules rules;
    private Optional<byte[]> data = Optional.empty();
    private Optional<Form> form = Optional.empty();
    private Optional<HttpException> refusal = Optional.empty();
    private String readAs = "";

    RequestBody(Map<String, Object> environ, RequestRules rules) {
        this.environ = environ;
        this.rules = rules;
    }

    InputStream stream() {
        refuseAgain();
        return data.isPresent() ? new ByteArrayInputStream(data.get()) : take("a stream");
    }

    byte[] data() throws IOException {
        refuseAgain();
        if (data.isEmpty()) {
            if (Environ.inputLength(environ) > rules.memory()) {
                throw LimitedInput.tooLarge();
            }
            InputStream in = new LimitedInput(take("data"), rules.memory());
            try {
                data = Optional.of(in.readAllBytes());
            } catch (HttpException e) {
                refusal = Optional.of(e);
                throw e;
            }
        }
        return data.get();
    }

    Form form() throws IOException {
        refuseAgain();
        if (form.isEmpty()) {
            String type = Environ.header(environ, "Content-Type").orElse("");
            if (FormReader.isForm(type)) {
                InputStream in = data.isPresent() ? stream() : take("a form");
                Form read = read(in, type);
                form = Optional.of(read);
                Environ.onFinish(environ, finish -> closeAtTheEnd(read));
            } else {
                form = Optional.of(Form.empty());
            }
        }
        return form.get();
    }

    private void refuseAgain() {
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }

    private Form read(InputStream in, String type) throws IOException {
        try {
            return FormReader.read(in, type, rules.forms());
        } catch (HttpException e) {
            refusal = Optional.of(e);
            throw e;
        }
    }

    private static void closeAtTheEnd(Form form) {
        try {
            form.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("ReferenceEquality") // It is about this one, not one like it.
    private InputStream take(String what) {
        if (!readAs.isEmpty()) {
            throw new IllegalStateException(
                    "the body was read as " + readAs + " and cannot be read as " + what);
        }
        if (Environ.inputLength(environ) > rules.content()) {
            throw LimitedInput.tooLarge();
        }
        InputStream in = Environ.input(environ);
        if (environ.get(TAKEN) == in) {
            throw new IllegalStateException(
                    "the body was read by another Request of this environ and cannot be read as "
                            + what
                            + ": make one Request, and pass it on");
        }
        readAs = what;
        environ.put(TAKEN, in);
        return rules.content() == Long.MAX_VALUE ? in : new LimitedInput(in, rules.content());
    }

    @Override
    public void close() throws IOException {
        if (form.isPresent()) {
            form.get().close();
        }
    }
}
