package gateway.server.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.api.StartResponse;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A short run of the whole: starts a server by its command line, asks it a few things, and stops it
 * by a signal. The launcher has a Java VM watch it, and keep what a start needs of classes in an
 * archive for all later starts (JEP 483, JEP 514).
 */
public final class Rehearsal implements Application {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int QUESTIONS = 20;
    private static final String ANSWER_END = "\r\n\r\nok";
    private static final byte[] QUESTION =
            ("POST /?a=b HTTP/1.1\r\nHost: localhost\r\nUser-Agent: rehearsal\r\nAccept: */*\r\n"
                            + "Content-Length: 2\r\n\r\nok")
                    .getBytes(US_ASCII);

    /** For the command line. */
    public Rehearsal() {}

    /** Runs it, and exits with 0 if it went well. */
    public static void main(String[] words) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Thread.ofPlatform().daemon().start(Rehearsal::giveUpInTheEnd);
        Thread.ofPlatform().daemon().start(() -> ask(port));
        SimpleLog.configure();
        Main.prepare();
        // Read as at each start, but without what it may say of options.
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("GATEWAY_") || name.equals("PORT"));
        Main.commandLine(environment); // The model of the commands that it does not run.
        System.exit(
                Main.execute(
                        environment,
                        "run",
                        Rehearsal.class.getName(),
                        "--bind",
                        "127.0.0.1:" + port));
    }

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws IOException {
        byte[] body = Environ.input(environ).readAllBytes();
        startResponse.start(
                "200 OK",
                List.of(
                        new Header("Content-Type", "text/plain"),
                        new Header("Content-Length", Integer.toString(body.length))));
        return List.of(body);
    }

    private static void giveUpInTheEnd() {
        try {
            Thread.sleep(LONGEST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    private static void ask(int port) {
        try {
            for (int i = 0; i < QUESTIONS; i++) {
                try (Socket socket = connected(port)) {
                    for (int j = 0; j < QUESTIONS; j++) {
                        socket.getOutputStream().write(QUESTION);
                        readAnswer(socket.getInputStream());
                    }
                }
            }
            Signals.raise("TERM");
        } catch (IOException | InterruptedException e) {
            Runtime.getRuntime().halt(1);
        }
    }

    /** In few steps: what is done often here is compiled early at each start. */
    private static void readAnswer(InputStream in) throws IOException {
        String answer = "";
        byte[] block = new byte[1024];
        while (!answer.endsWith(ANSWER_END)) {
            int count = in.read(block);
            if (count < 0) {
                throw new EOFException();
            }
            answer += new String(block, 0, count, US_ASCII);
        }
    }

    /** Tries until the server is there. */
    private static Socket connected(int port) throws InterruptedException {
        while (true) {
            try {
                return new Socket(InetAddress.getLoopbackAddress(), port);
            } catch (IOException e) {
                Thread.sleep(10);
            }
        }
    }
}
