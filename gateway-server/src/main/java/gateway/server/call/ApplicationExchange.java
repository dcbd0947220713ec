package gateway.server.call;

import gateway.api.Application;
import gateway.server.http.Exchange;
import gateway.server.http.Request;
import gateway.server.http.ResponseWriter;
import java.io.IOException;
import java.util.Map;

/** Answers every request by calling one application. */
public final class ApplicationExchange implements Exchange {
    private final Application application;
    private final ClassLoader loader;
    private final Map<String, String> settings;

    /**
     * Calls {@code application}.
     *
     * @param settings dotted names and values that every environ holds
     */
    public ApplicationExchange(Application application, Map<String, String> settings) {
        this.application = application;
        this.loader = ApplicationContext.loader(application);
        this.settings = Map.copyOf(settings);
    }

    @Override
    public void answer(Request request, ResponseWriter response) throws IOException {
        // Set for each request: the application may have changed it.
        Thread.currentThread().setContextClassLoader(loader);
        new Call(application, request, response).run(settings);
    }
}
