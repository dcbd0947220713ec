package gateway.tck.mock;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.FileBody;
import gateway.api.Finish;
import gateway.api.Header;
import gateway.tck.http.Ending;
import gateway.tck.http.Event;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** One call of an application, from its environ to its callbacks, on one thread. */
final class MockCall {
    /** A breach of a clause by the application (ERR-7). */
    private static final class BreachException extends RuntimeException {
        private static final long serialVersionUID = 1;

        BreachException(String clause) {
            super(clause);
        }
    }

    private final Application application;
    private final Response response;
    private final MockStart start;
    private final MockInput input;
    private final Output output;
    private final MockLog log;
    private final Callbacks callbacks = new Callbacks();

    MockCall(
            Application application,
            Response response,
            MockStart start,
            MockInput input,
            Output output,
            MockLog log) {
        this.application = application;
        this.response = response;
        this.start = start;
        this.input = input;
        this.output = output;
        this.log = log;
    }

    /** Calls, sends, closes, and tells. */
    void run(Map<String, Object> environ) {
        PrintWriter errors = log.errors();
        environ.put(Environ.ERRORS, errors);
        environ.put(Environ.ON_FINISH, callbacks);
        Iterable<byte[]> body = null;
        Throwable failure = null;
        boolean gone = false;
        try {
            body = application.call(environ, start);
            Thread.interrupted();
            send(body);
        } catch (Throwable e) {
            Thread.interrupted();
            failure = e;
            gone = output.gone();
            answer();
        }
        close(body, failure);
        failure = upgrade(failure);
        start.end();
        input.detach();
        if (failure != null && !gone && input.blame() == 0) {
            log.failure("the application failed", failure);
        }
        callbacks.run(
                new Finish(response.status(), response.octets(), failure),
                e -> log.failure("EXT-9", e));
        errors.flush();
    }

    private void send(@Nullable Iterable<byte[]> body) throws IOException {
        if (body == null) {
            throw new BreachException("APP-3: no body");
        }
        if (start.upgrade().isPresent()) {
            return;
        }
        if (!start.started()) {
            throw new BreachException("APP-4: start was not called");
        }
        if (!start.hasBody()) {
            if (!response.committed()) {
                start.commit(lengthOfNothing(body));
            }
            response.finish(List.of());
            return;
        }
        if (!response.committed()) {
            commitKnown(body);
        }
        Iterator<byte[]> arrays = body.iterator();
        Thread.interrupted();
        while (hasNext(arrays)) {
            byte[] array = arrays.next();
            Thread.interrupted();
            if (array == null) {
                throw new BreachException("BODY-2: a null array");
            }
            if (array.length > 0 && !write(array)) {
                return;
            }
        }
        finish();
    }

    private static boolean hasNext(Iterator<byte[]> arrays) {
        boolean more = arrays.hasNext();
        Thread.interrupted();
        return more;
    }

    private boolean write(byte[] array) throws IOException {
        if (!response.committed()) {
            start.commit(Response.UNKNOWN);
        }
        if (response.write(array)) {
            return true;
        }
        log.line("LEN-1: the body is longer than its length");
        response.closeAfter();
        response.finish(List.of());
        return false;
    }

    private void finish() throws IOException {
        if (!response.committed()) {
            if (start.declaredLength() > 0) {
                throw new BreachException("LEN-2: no body");
            }
            start.commit(Response.UNKNOWN);
        }
        if (!response.finish(start.takeTrailers())) {
            throw new BreachException("LEN-2: the body is shorter than its length");
        }
    }

    /** For HEAD, and for a status without a body. */
    private long lengthOfNothing(Iterable<byte[]> body) {
        if (start.isBodiless() || start.declaredLength() != Response.UNKNOWN) {
            return Response.UNKNOWN;
        }
        long length = length(body);
        return length == 0 && !(body instanceof FileBody) ? Response.UNKNOWN : length;
    }

    private void commitKnown(Iterable<byte[]> body) throws IOException {
        long length = length(body);
        long declared = start.declaredLength();
        if (length == Response.UNKNOWN) {
            return;
        }
        if (declared != Response.UNKNOWN && declared != length) {
            throw new BreachException(
                    (length > declared ? "LEN-1" : "LEN-2") + ": " + length + " octets");
        }
        if (length > 0 || declared != Response.UNKNOWN || !start.hasTrailers()) {
            start.commit(length);
        }
    }

    private static long length(Iterable<byte[]> body) {
        if (body instanceof FileBody file) {
            return file.count();
        }
        if (!(body instanceof Collection)) {
            return Response.UNKNOWN;
        }
        long length = 0;
        for (byte[] array : body) {
            if (array == null) {
                throw new BreachException("BODY-2: a null array");
            }
            length += array.length;
        }
        return length;
    }

    private void answer() {
        try {
            int blame = input.blame();
            if (response.committed()) {
                response.abort();
            } else if (!output.gone()) {
                response.closeAfter();
                response.answer(blame == 0 ? 500 : blame, List.of());
            }
        } catch (IOException e) {
            // The client is gone.
        }
    }

    private void close(@Nullable Iterable<byte[]> body, @Nullable Throwable failure) {
        if (body instanceof AutoCloseable resource) {
            try {
                resource.close();
            } catch (Throwable e) {
                if (failure == null) {
                    log.failure("CLOSE-3: close failed", e);
                } else if (!e.equals(failure)) {
                    failure.addSuppressed(e);
                }
            }
            Thread.interrupted();
        }
    }

    private @Nullable Throwable upgrade(@Nullable Throwable failure) {
        if (failure != null || start.upgrade().isEmpty()) {
            return failure;
        }
        MockStart.Upgrade upgrade = start.upgrade().get();
        Throwable thrown = null;
        try {
            List<Header> headers = upgrade.headers();
            response.switchTo(upgrade.protocol(), headers);
            upgrade.handler().handle(rest(), sink());
        } catch (Throwable e) {
            thrown = e;
        }
        Thread.interrupted();
        try {
            output.put(new Event.End(Ending.COMPLETE));
        } catch (IOException e) {
            // The client is gone.
        }
        return thrown;
    }

    private InputStream rest() {
        input.upgrade();
        return input;
    }

    private OutputStream sink() {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] octets, int offset, int length) throws IOException {
                if (length > 0) {
                    output.put(
                            new Event.Data(
                                    new String(
                                            octets, offset, length, StandardCharsets.ISO_8859_1)));
                }
            }
        };
    }
}
