package gateway.toolkit.response;

import gateway.api.Application;
import gateway.api.Header;
import gateway.api.StartResponse;
import gateway.toolkit.ForwardingStartResponse;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.http.Conditions;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a response consists of, and how it is carried out.
 *
 * @param status the status line; empty to leave it to {@code inner}
 * @param fields header lines
 * @param content the octets
 * @param inner an application that answers in place of {@code content}
 * @param conditional whether conditions and ranges of the request count
 * @param resources closed after the body
 */
record Plan(
        Optional<String> status,
        Fields fields,
        Content content,
        Optional<Application> inner,
        boolean conditional,
        List<AutoCloseable> resources) {
    static Plan of(Fields fields, Content content) {
        return new Plan(
                Optional.of(StatusText.of(200)),
                fields,
                content,
                Optional.empty(),
                false,
                List.of());
    }

    static Plan of(Application inner) {
        return new Plan(
                Optional.empty(),
                Fields.NONE,
                new Octets(new byte[0]),
                Optional.of(inner),
                false,
                List.of());
    }

    Plan withStatus(String line) {
        return new Plan(Optional.of(line), fields, content, inner, conditional, resources);
    }

    Plan with(Fields other) {
        return new Plan(status, other, content, inner, conditional, resources);
    }

    Plan asConditional() {
        return new Plan(status, fields, content, inner, true, resources);
    }

    Plan withResource(AutoCloseable resource) {
        List<AutoCloseable> more = new ArrayList<>(resources);
        more.add(resource);
        return new Plan(status, fields, content, inner, conditional, List.copyOf(more));
    }

    /** Answers, and closes the resources if that fails (APP-5). */
    Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        try {
            return ClosingBody.of(answer(environ, startResponse), resources);
        } catch (Throwable e) {
            close(() -> ClosingBody.closeAll(resources), e);
            throw e;
        }
    }

    private Iterable<byte[]> answer(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        if (inner.isPresent()) {
            return inner.get().call(environ, new Adding(startResponse, status, fields));
        }
        String line = status.orElseThrow();
        int code = Integer.parseInt(line.substring(0, 3));
        if (StatusText.isBodiless(code)) {
            startResponse.start(line, fields.lines());
            return List.of();
        }
        Optional<OpenContent> open = open();
        if (open.isEmpty()) {
            return HttpException.notFound().call(environ, startResponse);
        }
        try {
            boolean asks = conditional && code == 200;
            return start(
                    startResponse,
                    open.get(),
                    asks
                            ? ConditionalAnswer.of(Conditions.of(environ), fields, open.get())
                            : new Answer(line, fields, open.get().whole()));
        } catch (HttpException e) {
            open.get().resource().close();
            return e.call(environ, startResponse);
        } catch (Throwable e) {
            close(open.get().resource(), e);
            throw e;
        }
    }

    /** A file may have gone since the response was made. */
    private Optional<OpenContent> open() throws IOException {
        try {
            return Optional.of(content.open());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static Iterable<byte[]> start(
            StartResponse startResponse, OpenContent open, Answer answer) throws Exception {
        startResponse.start(answer.status(), answer.fields().lines());
        // Whoever returns the content as a body leaves the closing to it.
        if (answer.status().startsWith("304")) {
            open.resource().close();
        }
        return answer.body();
    }

    private static void close(AutoCloseable resource, Throwable reason) {
        try {
            resource.close();
        } catch (Exception further) {
            reason.addSuppressed(further);
        }
    }

    /** Puts status and header lines over those of another application. */
    private static final class Adding extends ForwardingStartResponse {
        private final Optional<String> status;
        private final Fields fields;

        Adding(StartResponse outer, Optional<String> status, Fields fields) {
            super(outer);
            this.status = status;
            this.fields = fields;
        }

        @Override
        public void start(String theirs, List<Header> headers, @Nullable Throwable error) {
            super.start(status.orElse(theirs), fields.over(new Fields(headers)).lines(), error);
        }
    }
}
