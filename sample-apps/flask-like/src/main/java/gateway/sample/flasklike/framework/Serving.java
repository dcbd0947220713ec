package gateway.sample.flasklike.framework;

import gateway.api.Application;
import gateway.server.ApplicationFailedException;
import gateway.server.Gateway;

import java.io.IOException;
import java.util.Map;

/** A container in this process. The only file that knows of gateway-server. */
final class Serving {
    private Serving() {}

    /** Serves until the process is told to end, by Ctrl-C or SIGTERM. */
    static void run(Application application, String host, int port, Map<String, String> settings)
            throws IOException, ApplicationFailedException, InterruptedException {
        Gateway.Builder builder = Gateway.serving(application).on(host, port);
        settings.forEach(builder::set);
        try (Gateway gateway = builder.start()) {
            Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "stop"));
            String home = gateway.uri().toString().replaceAll("/$", "");
            long pid = ProcessHandle.current().pid();
            System.err.println("Listening at: " + home + " (pid " + pid + ")");
            gateway.awaitStop();
        }
    }
}
