package gateway.server.call;

import gateway.server.http.Exchange;
import gateway.server.http.Request;
import gateway.server.http.ResponseWriter;
import gateway.server.net.ConnectionLostException;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets another exchange answer on platform threads, for applications that mind virtual ones. The
 * connection's own thread waits meanwhile, so everything of one request still happens on one
 * thread.
 */
final class PoolExchange implements Exchange {
    private final Exchange inner;
    private final ExecutorService pool;

    PoolExchange(Exchange inner, int threads) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory factory =
                task -> {
                    Thread thread = new Thread(task, "gateway-call-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                };
        this.inner = inner;
        this.pool = Executors.newFixedThreadPool(threads, factory);
    }

    @Override
    public void answer(Request request, ResponseWriter response) throws IOException {
        AtomicBoolean taken = new AtomicBoolean();
        Semaphore ended = new Semaphore(0);
        Future<?> answered =
                pool.submit(
                        () -> {
                            if (taken.compareAndSet(false, true)) {
                                try {
                                    inner.answer(request, response);
                                } finally {
                                    ended.release();
                                }
                            }
                            return true;
                        });
        try {
            answered.get();
        } catch (InterruptedException e) {
            // Aborted: whoever runs the request is interrupted too, and then waited for, since its
            // body is still to be closed.
            if (!taken.compareAndSet(false, true)) {
                answered.cancel(true);
                ended.acquireUninterruptibly();
            }
            throw new ConnectionLostException(
                    "aborted while its request ran, or waited for a thread");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
