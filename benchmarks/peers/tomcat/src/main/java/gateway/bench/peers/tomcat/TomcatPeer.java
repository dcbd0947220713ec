package gateway.bench.peers.tomcat;

import gateway.bench.peers.common.Words;

import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.logging.LogManager;

/** Tomcat in a program, a servlet, each request on a virtual thread. */
final class TomcatPeer {
    private static final List<String> PATTERNS =
            List.of("/plaintext", "/json", "/echo", "/bytes/*", "/stream/*", "/sleep/*");

    private TomcatPeer() {}

    static void main(String[] args) throws IOException, LifecycleException {
        Words words = Words.of(args);
        LogManager.getLogManager().reset();
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());

        Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
        connector.setPort(words.port());
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("acceptCount", Integer.toString(Words.BACKLOG));
        connector.setProperty("maxConnections", "20000");
        // By default a connection is closed after 100 requests.
        connector.setProperty("maxKeepAliveRequests", "-1");
        connector.setProperty("useVirtualThreads", "true");
        tomcat.setConnector(connector);

        Context context = tomcat.addContext("", words.files().toString());
        Tomcat.addServlet(context, "bench", new BenchServlet());
        for (String pattern : PATTERNS) {
            context.addServletMappingDecoded(pattern, "bench");
        }
        Tomcat.addServlet(context, "files", new DefaultServlet()).setLoadOnStartup(1);
        context.addServletMappingDecoded("/", "files");
        tomcat.start();
        tomcat.getServer().await();
    }
}
