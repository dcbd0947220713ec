package gateway.toolkit.validator;

import static gateway.toolkit.validator.Watched.TEXT;
import static gateway.toolkit.validator.Watched.answering;
import static gateway.toolkit.validator.Watched.lazily;
import static gateway.toolkit.validator.Watched.ofApplication;
import static gateway.toolkit.validator.Watched.ofServer;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.StartResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

/** Calls from the wrong thread, at the wrong time, or two at once (SR-8, THR-1, ERR-8, ENV-19). */
@Timeout(60)
class ThreadFindingsTest {
    private final Watched watched = new Watched();

    /** Runs the task in a thread of this name, and waits for it. */
    private static <T> T in(String name, Callable<T> task) throws Exception {
        FutureTask<T> future = new FutureTask<>(task);
        new Thread(future, name).start();
        return future.get();
    }

    @Test
    void namesAServerThatIteratesInAnotherThread() {
        FakeServer server =
                new FakeServer("GET", "/a") {
                    @Override
                    void send(Iterable<byte[]> body) throws Exception {
                        in("other", body::iterator).forEachRemaining(array -> {});
                    }
                };
        server.serve(watched.one(answering(lazily("a"))));
        watched.findings.removeIf(finding -> finding.clause() == Clause.EXT_9);
        watched.assertFindings(
                ofServer(
                        "THR-1",
                        "iterator() was called by another thread than the request's: \"other\""));
    }

    @Test
    void namesAServerThatFinishesInAnotherThread() {
        FakeServer server =
                new FakeServer("GET", "/a") {
                    @Override
                    void finish() {
                        try {
                            in(
                                    "other",
                                    () -> {
                                        super.finish();
                                        return "";
                                    });
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }
                };
        server.serve(watched.one(answering("a")));
        watched.assertFindings(
                ofServer(
                        "THR-1",
                        "a finish callback was called by another thread than the request's:"
                                + " \"other\""));
    }

    @Test
    void letsAHelperUseTheResponseDuringTheCall() {
        FakeServer.get()
                .serve(
                        watched.one(
                                (environ, startResponse) -> {
                                    in(
                                            "helper",
                                            () -> {
                                                startResponse.start("200 OK", TEXT);
                                                return Environ.input(environ).read();
                                            });
                                    return List.of();
                                }));
        watched.assertFindings();
    }

    @Test
    void namesAHelperThatReadsWhileTheServerWrites() {
        InputStream[] input = new InputStream[1];
        FakeServer server =
                new FakeServer("GET", "/a") {
                    @Override
                    void write(byte[] array) {
                        try {
                            in("helper", () -> input[0].read());
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }
                };
        server.serve(
                watched.one(
                        (environ, startResponse) -> {
                            input[0] = Environ.input(environ);
                            startResponse.start("200 OK", TEXT);
                            return lazily("a");
                        }));
        watched.assertFindings(
                ofApplication(
                        "SR-8",
                        "gateway.input was used by another thread while the request's was neither"
                                + " in call nor in the body: \"helper\""));
    }

    @Test
    void namesTwoThreadsAtOnce() {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        FakeServer server = FakeServer.get();
        server.put(Environ.INPUT_LENGTH, -1L)
                .put(
                        Environ.INPUT,
                        new InputStream() {
                            @Override
                            public int read() {
                                reading.countDown();
                                try {
                                    started.await();
                                } catch (InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                                return -1;
                            }

                            @Override
                            public int read(byte[] octets, int offset, int length) {
                                return read();
                            }
                        });
        Application application =
                (environ, startResponse) -> {
                    FutureTask<Integer> read =
                            new FutureTask<>(() -> Environ.input(environ).read());
                    new Thread(read, "helper").start();
                    reading.await();
                    in(
                            "starter",
                            () -> {
                                startResponse.start("200 OK", TEXT);
                                return "";
                            });
                    started.countDown();
                    read.get();
                    return List.of();
                };
        server.serve(watched.one(application));
        watched.assertFindings(
                ofApplication(
                        "SR-8",
                        "start was used by two threads at once: \"helper\" and \"starter\""));
    }

    @Test
    void namesAnInterruptStatusThatWasLeft() {
        Thread.currentThread().interrupt();
        try {
            FakeServer.get().serve(watched.one(answering("a")));
        } finally {
            Thread.interrupted();
        }
        watched.assertFindings(
                ofServer(
                        "ERR-8",
                        "the thread's interrupt status was left set: \""
                                + Thread.currentThread().getName()
                                + "\""));
    }

    @Test
    void namesAServerThatDeniesItsThreads() {
        Application[] self = new Application[1];
        Application nested =
                new Application() {
                    private boolean first = true;

                    @Override
                    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse start)
                            throws Exception {
                        if (first) {
                            first = false;
                            in("other", () -> FakeServer.get().serve(self[0]));
                        }
                        start.start("200 OK", TEXT);
                        return List.of();
                    }
                };
        self[0] = watched.one(nested);
        FakeServer.get().serve(self[0]);
        watched.assertFindings();

        self[0] = watched.one(answering("a"));
        Application inParallel =
                watched.one(
                        (environ, start) -> {
                            if (environ.containsKey("acme.outer")) {
                                FakeServer other = FakeServer.get();
                                other.put(Environ.MULTITHREAD, false);
                                in("other", () -> other.serve(self[0]));
                            }
                            start.start("200 OK", TEXT);
                            return List.of();
                        });
        self[0] = inParallel;
        FakeServer.get().put("acme.outer", "1").serve(inParallel);
        watched.assertFindings(
                ofServer("ENV-19", "gateway.multithread is false, yet calls overlap"));
    }
}
