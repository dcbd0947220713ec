package gateway.toolkit.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;

/** A server on the loopback interface that does what a test says, octet by octet. */
final class ScriptedUpstream implements AutoCloseable {
    /** What is done once a head was read. */
    interface Script {
        void run(String head, InputStream in, OutputStream out) throws Exception;
    }

    final List<String> heads = new CopyOnWriteArrayList<>();
    final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

    private final ServerSocket listener;
    private final Script script;
    private final Thread thread;

    ScriptedUpstream(Script script) throws IOException {
        this(ServerSocketFactory.getDefault(), script);
    }

    ScriptedUpstream(ServerSocketFactory sockets, Script script) throws IOException {
        this.listener = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.script = script;
        this.thread = new Thread(this::serve, "scripted-upstream");
        thread.setDaemon(true);
        thread.start();
    }

    /** Answers with these octets, whatever is asked, and closes. */
    static ScriptedUpstream answering(String octets) throws IOException {
        return new ScriptedUpstream((head, in, out) -> out.write(octets.getBytes(ISO_8859_1)));
    }

    String url() {
        String scheme = listener instanceof SSLServerSocket ? "https" : "http";
        return scheme + "://127.0.0.1:" + listener.getLocalPort();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                InputStream in = new BufferedInputStream(socket.getInputStream());
                String head = head(in);
                heads.add(head);
                script.run(head, in, socket.getOutputStream());
                socket.shutdownOutput();
                while (in.read() >= 0) {
                    // A reset would destroy what is on its way.
                }
            } catch (Exception e) {
                failures.add(e);
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("no head: " + head);
            }
            head.append((char) octet);
        }
        return head.toString();
    }

    /** The body of a chunked request, up to its last chunk. */
    static String chunks(InputStream in) throws IOException {
        StringBuilder body = new StringBuilder();
        while (true) {
            int size = Integer.parseInt(line(in), 16);
            body.append(new String(in.readNBytes(size), ISO_8859_1));
            line(in);
            if (size == 0) {
                return body.toString();
            }
        }
    }

    static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("cut off after " + line);
            }
            line.append((char) octet);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        try {
            thread.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
