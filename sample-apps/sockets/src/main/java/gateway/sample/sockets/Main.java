package gateway.sample.sockets;

import gateway.server.net.RequestServer;
import gateway.server.net.RequestThreads;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The command line: {@code serve HOW WHERE…}, or {@code ask WHERE TEXT}. */
public final class Main {
    private static final int BACKLOG = 128;
    private static final int THREADS = 8;
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** What runs until the process ends. */
    private interface Serving {
        void run() throws IOException;
    }

    private Main() {}

    /** Serves, or asks and prints the answer. */
    public static void main(String[] words) {
        List<String> said = Arrays.asList(words);
        try {
            if (said.size() >= 3 && said.get(0).equals("serve")) {
                for (String where : said.subList(2, said.size())) {
                    serve(said.get(1), Where.parse(where));
                }
                return;
            }
            if (said.size() == 3 && said.get(0).equals("ask")) {
                System.out.println(ask(Where.parse(said.get(1)), said.get(2)));
                return;
            }
            throw new IllegalArgumentException("words are missing, or too many");
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(
                    """
                    serve plain|selector|serial|pooled|virtual WHERE…
                    ask WHERE TEXT
                    WHERE is tcp:HOST:PORT, udp:HOST:PORT, unix:PATH or unix-datagram:PATH
                    """);
            System.exit(2);
        } catch (IOException e) {
            System.err.println(e);
            System.exit(1);
        }
    }

    private static void serve(String how, Where where) throws IOException {
        switch (how) {
            case "plain" -> servePlain(where);
            case "selector" -> serveWithSelector(where);
            case "serial" -> serve(EchoServers.at(where, RequestThreads.serial()));
            case "pooled" -> serve(EchoServers.at(where, RequestThreads.pooled(THREADS)));
            case "virtual" -> serve(EchoServers.at(where, RequestThreads.virtual()));
            default -> throw new IllegalArgumentException("'" + how + "' is no way to serve");
        }
    }

    private static void servePlain(Where where) throws IOException {
        InetAddress host = InetAddress.getByName(where.host());
        switch (where.kind()) {
            case TCP -> {
                ServerSocket listening = new ServerSocket(where.port(), BACKLOG, host);
                start("tcp", listening.getLocalSocketAddress(), () -> PlainTcp.serve(listening));
            }
            case UDP -> {
                DatagramSocket socket = new DatagramSocket(where.port(), host);
                start("udp", socket.getLocalSocketAddress(), () -> PlainUdp.serve(socket));
            }
            default -> throw new IllegalArgumentException("plain is for tcp and udp");
        }
    }

    private static void serveWithSelector(Where where) throws IOException {
        if (where.kind() != Where.Kind.TCP) {
            throw new IllegalArgumentException("selector is for tcp");
        }
        ServerSocketChannel listening =
                ServerSocketChannel.open()
                        .bind(new InetSocketAddress(where.host(), where.port()), BACKLOG);
        start("tcp", listening.getLocalAddress(), () -> SelectorTcp.serve(listening));
    }

    /** Ctrl-C and TERM let what is being handled come to an end, and remove sockets' files. */
    private static void serve(RequestServer<?> server) throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
        start(EchoServers.name(server), server::serveForever);
    }

    private static void close(RequestServer<?> server) {
        try {
            server.close(GRACE);
        } catch (IOException e) {
            System.err.println("cannot close: " + e.getMessage());
        }
    }

    private static void start(String kind, Object address, Serving serving) {
        start(kind + ":" + address.toString().substring(1), serving);
    }

    private static void start(String name, Serving serving) {
        System.err.println("Serving " + name);
        new Thread(
                        () -> {
                            try {
                                serving.run();
                            } catch (IOException e) {
                                System.err.println(name + " ended: " + e.getMessage());
                            }
                        })
                .start();
    }

    private static String ask(Where where, String text) throws IOException {
        return switch (where.kind()) {
            case TCP -> PlainTcp.ask(where.host(), where.port(), text);
            case UDP -> PlainUdp.ask(where.host(), where.port(), text);
            default -> throw new IllegalArgumentException("ask is for tcp and udp");
        };
    }
}
