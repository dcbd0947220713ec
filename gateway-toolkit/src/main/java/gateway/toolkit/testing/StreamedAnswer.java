package gateway.toolkit.testing;

import gateway.api.Header;
import gateway.toolkit.validator.ThrowingSink;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * An answer whose body is asked for while it is read, by the same thread that sent the request: an
 * application without end can be tried.
 *
 * <p>{@link #close} closes the body of the application; before its end that is a client that goes
 * away.
 */
public final class StreamedAnswer implements AutoCloseable {
    private final Exchange exchange;
    private final ThrowingSink findings;
    private final ChunkInput body;
    private Optional<byte[]> ahead;

    /** The first array is there already: only with it are status and headers settled (SR-6). */
    StreamedAnswer(Exchange exchange, ThrowingSink findings) {
        this.exchange = exchange;
        this.findings = findings;
        this.ahead = exchange.next();
        this.body =
                new ChunkInput(
                        new Iterator<>() {
                            @Override
                            public boolean hasNext() {
                                if (ahead.isEmpty()) {
                                    ahead = exchange.next();
                                }
                                return ahead.isPresent();
                            }

                            @Override
                            public byte[] next() {
                                if (!hasNext()) {
                                    throw new NoSuchElementException();
                                }
                                byte[] array = ahead.orElseThrow();
                                ahead = Optional.empty();
                                return array;
                            }
                        });
    }

    /** {@return code and phrase, such as {@code "200 OK"}} */
    public String status() {
        return exchange.status();
    }

    /** {@return as the application gave them, in order} */
    public List<Header> headers() {
        return exchange.headers();
    }

    /**
     * {@return the value of the first header of a name}
     *
     * @param name in whatever case
     */
    public Optional<String> header(String name) {
        return exchange.headers(name).stream().findFirst();
    }

    /**
     * {@return the body; a read asks the application for at most one array, and throws what the
     * application throws}
     */
    public InputStream body() {
        return body;
    }

    /** {@return what followed the body; empty before its end} */
    public List<Header> trailers() {
        return exchange.trailers();
    }

    /**
     * Ends the request.
     *
     * @throws gateway.toolkit.validator.ContractViolation if a clause was broken, unless the client
     *     has no validator
     * @throws IOException what the body's {@code close()} throws, if that is checked
     */
    @Override
    public void close() throws IOException {
        try {
            exchange.close();
        } catch (RuntimeException | IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
        findings.verify();
    }
}
