package gateway.server.call;

import gateway.server.http.Exchange;
import gateway.server.http.Request;
import gateway.server.http.ResponseWriter;
import gateway.server.net.ConnectionLostException;

import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;

/**
 * Lets another exchange answer on platform threads, of which a number run at a time, for
 * applications that mind virtual ones. The connection's own thread waits meanwhile, so everything
 * of one request still happens on one thread.
 *
 * <p>Each request has a fresh thread: of one that has run another request nobody could remove the
 * thread-local values (THR-4).
 */
final class PoolExchange implements Exchange {
    private final Exchange inner;
    private final Semaphore permits;
    private final Thread.Builder threads =
            Thread.ofPlatform()
                    .name("gateway-call-", 1)
                    .daemon()
                    .inheritInheritableThreadLocals(false);

    PoolExchange(Exchange inner, int threads) {
        this.inner = inner;
        this.permits = new Semaphore(threads, true);
    }

    @Override
    public void answer(Request request, ResponseWriter response) throws IOException {
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            throw new ConnectionLostException("aborted while its request waited for a thread");
        }
        try {
            run(request, response);
        } finally {
            permits.release();
        }
    }

    private void run(Request request, ResponseWriter response) throws IOException {
        FutureTask<Boolean> answered =
                new FutureTask<>(
                        () -> {
                            inner.answer(request, response);
                            return true;
                        });
        Thread thread = start(answered);
        request.connection().task().runsOn(thread);
        boolean ran = join(thread);
        request.connection().task().runsOnOwner();
        if (!ran) {
            throw new ConnectionLostException("aborted while its request ran");
        }
        if (answered.state() == Future.State.FAILED) {
            if (answered.exceptionNow() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException(answered.exceptionNow());
        }
    }

    /** The builder counts; it is not made for several threads. */
    private synchronized Thread start(Runnable task) {
        return threads.start(task);
    }

    /**
     * Waits for the end of a request: where this is aborted, the request is interrupted, and then
     * waited for, since its body is still to be closed.
     *
     * @return false if it was aborted
     */
    private static boolean join(Thread thread) {
        boolean aborted = false;
        while (true) {
            try {
                thread.join();
                return !aborted;
            } catch (InterruptedException e) {
                aborted = true;
                thread.interrupt();
            }
        }
    }
}
