package gateway.server.call;

import gateway.server.http.ErrorAnswer;
import gateway.server.http.Exchange;
import gateway.server.http.Request;
import gateway.server.http.ResponseWriter;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Answers each request by calling the application with the longest mount that matches, or with 404
 * (ENV-7).
 */
public final class MountedExchange implements Exchange {
    private final List<Mount> mounts;
    private final Map<String, String> settings;
    private final boolean multithread;
    private final DroppedFields dropped = DroppedFields.standard();

    private MountedExchange(List<Mount> mounts, Map<String, String> settings, boolean multithread) {
        this.mounts =
                mounts.stream()
                        .sorted((one, other) -> other.prefix().length() - one.prefix().length())
                        .toList();
        this.settings = settings;
        this.multithread = multithread;
    }

    /**
     * Calls the applications of {@code mounts} in the way of {@code concurrency}.
     *
     * @param settings dotted names and values that every environ holds
     */
    public static Exchange of(
            List<Mount> mounts, Map<String, String> settings, Concurrency concurrency) {
        Exchange calls = new MountedExchange(mounts, settings, concurrency.multithread());
        // A switch over types is linked at run time, which would take 2 ms of each start.
        if (concurrency instanceof Concurrency.Serial) {
            return new SerialExchange(calls);
        }
        if (concurrency instanceof Concurrency.Pool(int threads)) {
            return new PoolExchange(calls, threads);
        }
        if (concurrency instanceof Concurrency.Virtual) {
            return calls;
        }
        throw new AssertionError(concurrency);
    }

    @Override
    public void answer(Request request, ResponseWriter response) throws IOException {
        String path = request.head().target().path();
        for (Mount mount : mounts) {
            if (mount.matches(path)) {
                // Set for each request: the application may have changed it.
                Thread.currentThread()
                        .setContextClassLoader(ApplicationContext.loader(mount.application()));
                new Call(mount, dropped, request, response).runIdentified(settings, multithread);
                return;
            }
        }
        ErrorAnswer.fail(response, 404);
    }
}
