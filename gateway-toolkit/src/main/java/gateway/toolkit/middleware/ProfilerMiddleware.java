package gateway.toolkit.middleware;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.FileBody;
import gateway.api.Header;
import gateway.api.Middleware;
import gateway.api.StartResponse;
import gateway.toolkit.ForwardingApplication;
import gateway.toolkit.ForwardingStartResponse;
import gateway.toolkit.http.SecureFileName;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells in which methods an application spends its time, request by request: a second thread looks
 * at the stack of the request's, every 2 ms unless told otherwise.
 *
 * <p>It counts time of the clock, waiting included, and works with virtual threads. Nothing of the
 * response is changed or held back; a body that is a {@code Collection} or a {@code FileBody} stays
 * one, so what the server does with it is not measured. The profile is complete when the request
 * has ended; on a server without {@code gateway.on_finish} that is when such a body was returned,
 * or another closed.
 */
public final class ProfilerMiddleware extends ForwardingApplication {
    private static final Set<String> PROFILERS =
            Set.of(ProfilerMiddleware.class.getName(), ProfiledBody.class.getName());

    private final Consumer<? super Profile> sink;
    private final Sampler sampler;

    private ProfilerMiddleware(Application inner, Builder builder) {
        super(inner);
        this.sink = builder.sink;
        this.sampler = new Sampler(builder.interval.toNanos());
    }

    /**
     * {@return a builder}
     *
     * @param sink gets each profile on its request's thread; what it throws is not caught
     */
    public static Builder builder(Consumer<? super Profile> sink) {
        return new Builder(sink);
    }

    /**
     * {@return a sink that appends each profile to something, such as System.out}
     *
     * @param out gets the text of one profile at a time
     * @throws UncheckedIOException from the sink, if it cannot be written
     */
    public static Consumer<Profile> to(Appendable out) {
        Objects.requireNonNull(out);
        Object turn = new Object();
        return profile -> {
            synchronized (turn) {
                try {
                    out.append(profile.text()).append(System.lineSeparator());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    /**
     * {@return a sink that writes each profile to a file of its own, such as {@code
     * GET.books.7.12ms.1767225600000.txt}}
     *
     * <p>The name has letters, digits and {@code ._-} only, whatever the client has asked for.
     *
     * @param directory is there already
     * @throws UncheckedIOException from the sink, if it cannot be written
     */
    public static Consumer<Profile> toDirectory(Path directory) {
        Objects.requireNonNull(directory);
        return profile -> {
            try {
                Path file = Files.createTempFile(directory, fileName(profile) + ".", ".txt");
                Files.writeString(file, profile.text());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    static String fileName(Profile profile) {
        String path = profile.path().replaceAll("^/+|/+$", "").replaceAll("/+", ".");
        String name =
                profile.method()
                        + "."
                        + (path.isEmpty()
                                ? "root"
                                : path.substring(0, Math.min(100, path.length())))
                        + "."
                        + profile.total().toMillis()
                        + "ms."
                        + profile.begin().toEpochMilli();
        return SecureFileName.of(name);
    }

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        ProfiledRequest request = new ProfiledRequest(environ, PROFILERS);
        boolean told = Environ.onFinish(environ, finish -> end(request));
        sampler.add(request);
        boolean returned = false;
        try {
            Iterable<byte[]> body = inside(request, environ, startResponse);
            returned = true;
            // A null is the caller's to find (APP-3).
            if (body == null || body instanceof Collection<?> || body instanceof FileBody) {
                request.handedOver();
                if (!told) {
                    end(request);
                }
                return body;
            }
            return new ProfiledBody(body, request, told ? () -> {} : () -> end(request));
        } finally {
            if (!returned && !told) {
                end(request);
            }
        }
    }

    private Iterable<byte[]> inside(
            ProfiledRequest request, Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        request.enter();
        try {
            return super.call(
                    environ,
                    new ForwardingStartResponse(startResponse) {
                        @Override
                        public void start(
                                String status, List<Header> headers, @Nullable Throwable error) {
                            super.start(status, headers, error);
                            request.status(status);
                        }
                    });
        } finally {
            request.leave();
        }
    }

    private void end(ProfiledRequest request) {
        if (request.end()) {
            sampler.remove(request);
            sink.accept(request.profile());
        }
    }

    @Override
    public void stop() throws Exception {
        try {
            super.stop();
        } finally {
            sampler.stop();
        }
    }

    /** Settings. */
    public static final class Builder implements Middleware {
        private final Consumer<? super Profile> sink;
        private Duration interval = Duration.ofMillis(2);

        private Builder(Consumer<? super Profile> sink) {
            this.sink = Objects.requireNonNull(sink);
        }

        /**
         * Looks more or less often.
         *
         * @param time from one look to the next, 100 microseconds to a minute
         * @return this
         * @throws IllegalArgumentException if it is less or more
         */
        public Builder interval(Duration time) {
            if (time.toNanos() < 100_000 || time.compareTo(Duration.ofMinutes(1)) > 0) {
                throw new IllegalArgumentException("no interval: " + time);
            }
            interval = time;
            return this;
        }

        @Override
        public ProfilerMiddleware wrap(Application inner) {
            return new ProfilerMiddleware(inner, this);
        }
    }
}
