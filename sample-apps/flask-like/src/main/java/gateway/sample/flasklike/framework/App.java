package gateway.sample.flasklike.framework;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Lifecycle;
import gateway.api.StartResponse;
import gateway.toolkit.debug.DebugMiddleware;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.files.SharedDataMiddleware;
import gateway.toolkit.http.SameSite;
import gateway.toolkit.http.SetCookie;
import gateway.toolkit.session.SessionMiddleware;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A web application that is told what to do in the words of Flask, and runs in any container.
 *
 * <p>Two settings, with its name and a dot before them: {@code secret}, 32 octets or more that sign
 * the sessions, else random ones, and all sessions end with the process; {@code debug}, {@code
 * true} to show this machine's browsers what nobody has handled.
 */
public class App extends Scaffold implements Application, Lifecycle {
    private final Class<?> home;
    private final List<Table.Place> places = new ArrayList<>();
    private volatile Application served =
            (environ, startResponse) -> {
                throw new IllegalStateException("LIFE-1: it was not started");
            };

    /**
     * An application with nothing but static files.
     *
     * @param name of its settings and of its cookie: lower-case letters, digits and {@code _}
     * @param home the class beside which the folders {@code templates} and {@code static} lie
     */
    public App(String name, Class<?> home) {
        super(name);
        this.home = home;
        String folder = home.getPackageName().replace('.', '/') + "/static";
        Application files =
                SharedDataMiddleware.exporting("/static", home, folder)
                        .wrap(
                                (environ, startResponse) -> {
                                    throw HttpException.notFound();
                                });
        endpoints.add(new Endpoint("static", "/static/<path:file>", List.of("GET"), c -> files));
    }

    /**
     * Takes a blueprint in.
     *
     * @param prefix of its paths: {@code "/…"}, or nothing
     */
    public final void register(Blueprint blueprint, String prefix) {
        places.add(new Table.Place(prefix, blueprint));
    }

    @Override
    public final void start(Map<String, String> settings) {
        boolean debug = settings.getOrDefault(name + ".debug", "").equals("true");
        Dispatch dispatch = new Dispatch(this, new Table(this, places), new Templates(home), debug);
        Application sessions =
                SessionMiddleware.builder(key(settings))
                        .cookie(SetCookie.of(name, "").withSameSite(SameSite.LAX))
                        .wrap(dispatch);
        served = debug ? new DebugMiddleware(sessions) : sessions;
    }

    private byte[] key(Map<String, String> settings) {
        byte[] secret = settings.getOrDefault(name + ".secret", "").getBytes(UTF_8);
        if (secret.length > 0 && secret.length < 32) {
            throw new IllegalArgumentException(name + ".secret has fewer than 32 octets");
        }
        return secret.length > 0 ? secret : new SecureRandom().generateSeed(32);
    }

    @Override
    public final Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        return served.call(environ, startResponse);
    }

    /** Does nothing. */
    @Override
    public void stop() throws Exception {}

    /** Serves at {@code http://127.0.0.1:5000/} until the process is told to end. */
    public final void run(boolean debug) throws Exception {
        run("127.0.0.1", 5000, debug);
    }

    /**
     * Serves until the process is told to end.
     *
     * @param host a name or an address of this machine
     * @param port 0 lets the system choose
     * @param debug as the setting
     */
    public final void run(String host, int port, boolean debug) throws Exception {
        Serving.run(this, host, port, Map.of(name + ".debug", Boolean.toString(debug)));
    }

    /** {@return a client that asks this application, which it starts, in this process} */
    public final TestClient testClient() throws Exception {
        return TestClient.of(this, Map.of());
    }
}
