package gateway.server.dev;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Lifecycle;
import gateway.api.StartResponse;

import java.util.Map;
import java.util.Optional;

/**
 * Stands for one of the applications, whichever generation it is of: each request is answered to
 * its end by the one that it began with.
 */
record Slot(Reloader reloader, int index) implements Application, Lifecycle {
    @Override
    public void start(Map<String, String> settings) throws Exception {
        reloader.start(settings);
    }

    @Override
    public void stop() throws Exception {
        reloader.stop();
    }

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        Generation generation = reloader.enter();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Registered first, it runs last: after everything that is the application's.
        Environ.onFinish(
                environ,
                end -> {
                    thread.setContextClassLoader(before);
                    generation.leave();
                });
        Optional<BrokenBuild> fault = generation.fault();
        if (fault.isPresent()) {
            return new BrokenPage(fault.get()).call(environ, startResponse);
        }
        thread.setContextClassLoader(generation.loader());
        return generation.application(index).call(environ, startResponse);
    }
}
