package gateway.sample.flasklike.framework;

import gateway.api.Application;
import gateway.api.Lifecycle;
import gateway.toolkit.testing.Answer;
import gateway.toolkit.testing.Client;
import gateway.toolkit.testing.Content;

import java.util.Map;

/**
 * Asks an application without a server, as a browser would: it keeps cookies and follows redirects.
 * Whatever it asks is checked by the validator.
 */
@SuppressWarnings("try") // It may be interrupted as whatever it stops may be.
public final class TestClient implements AutoCloseable {
    private final Lifecycle lifecycle;
    private final Client client;

    private TestClient(Lifecycle lifecycle, Client client) {
        this.lifecycle = lifecycle;
        this.client = client;
    }

    static <A extends Application & Lifecycle> TestClient of(A app, Map<String, String> settings)
            throws Exception {
        app.start(settings);
        return new TestClient(app, Client.builder(app).followRedirects().build());
    }

    /** {@return the toolkit's client, for whatever this one does not show} */
    public Client client() {
        return client;
    }

    /** {@return where GET leads} */
    public Answer get(String path) throws Exception {
        return client.get(path);
    }

    /** {@return where the POST of a form leads} */
    public Answer post(String path, String... namesAndValues) throws Exception {
        return client.post(path, Content.form(namesAndValues));
    }

    /** {@return where the POST of a value as JSON leads} */
    public Answer postJson(String path, Object value) throws Exception {
        return client.post(path, Content.json(Json.write(value)));
    }

    /** {@return the body of an answer, read as JSON} */
    public <T> T json(Answer answer, Class<T> type) {
        return Json.read(answer.text(), type);
    }

    /** Stops the application. */
    @Override
    public void close() throws Exception {
        lifecycle.stop();
    }
}
