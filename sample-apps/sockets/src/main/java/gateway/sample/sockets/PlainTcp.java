package gateway.sample.sockets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/** Echo over TCP: bind, listen, accept, read, write, close. */
final class PlainTcp {
    private PlainTcp() {}

    /** Gives each client back what it sends. The next one waits until this one has closed. */
    static void serve(ServerSocket listening) throws IOException {
        while (true) {
            try (Socket client = listening.accept()) {
                echo(client);
            }
        }
    }

    private static void echo(Socket client) {
        try {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            System.err.println("a client is gone: " + e.getMessage());
        }
    }

    /** Sends a text, says that this was all, and reads until the server has said that too. */
    static String ask(String host, int port, String text) throws IOException {
        try (Socket server = new Socket(host, port)) {
            server.getOutputStream().write(text.getBytes(UTF_8));
            server.shutdownOutput();
            return new String(server.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
