package gateway.conformance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds a listening socket as systemd does, and starts one server after the other that it is passed
 * to. All of them end with it.
 */
final class Activator implements AutoCloseable {
    /**
     * Starts another one at each SIGHUP, and says when one has ended. The words are what is run.
     */
    private static final String HOLD =
            """
            import ctypes, os, signal, socket, sys
            s = socket.socket()
            s.bind(('127.0.0.1', 0))
            s.listen(1024)
            awaited = {signal.SIGHUP, signal.SIGCHLD}
            signal.pthread_sigmask(signal.SIG_BLOCK, awaited)
            print('holds', s.getsockname()[1], file=sys.stderr, flush=True)
            while True:
                if signal.sigwait(awaited) == signal.SIGHUP:
                    if os.fork() == 0:
                        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
                        signal.pthread_sigmask(signal.SIG_UNBLOCK, awaited)
                        os.dup2(s.fileno(), 3, inheritable=True)
                        os.set_inheritable(3, True)
                        os.environ['LISTEN_FDS'] = '1'
                        os.environ['LISTEN_PID'] = str(os.getpid())
                        os.execv(sys.argv[1], sys.argv[1:])
                else:
                    pid, status = os.waitpid(-1, os.WNOHANG)
                    while pid:
                        print('ended', pid, os.waitstatus_to_exitcode(status), file=sys.stderr, flush=True)
                        try:
                            pid, status = os.waitpid(-1, os.WNOHANG)
                        except ChildProcessError:
                            pid = 0
            """;

    private static final Pattern LISTENING = Pattern.compile("Listening at: .* \\(pid (\\d+)\\)");

    private final Child holder;
    private int started;

    private Activator(Child holder) {
        this.holder = holder;
    }

    /**
     * Binds the socket. Skips the test, with a word, where there is no Python.
     *
     * @param words what each server is given after {@code run}
     */
    static Activator of(List<String> words) throws IOException {
        new Tool("python3").require();
        List<String> command =
                new ArrayList<>(
                        List.of("python3", "-c", HOLD, Checkout.launcher().toString(), "run"));
        command.addAll(words);
        command.addAll(List.of("--bind", "systemd"));
        return new Activator(
                Child.start(Checkout.top(), Map.of("GATEWAY_BUILD", "never"), command));
    }

    /** Where the socket is, whether or not anybody serves it. */
    InetSocketAddress address() throws InterruptedException {
        int port = Integer.parseInt(holder.firstError().replace("holds ", ""));
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** The same as a URI. */
    URI home() throws InterruptedException {
        return URI.create("http://127.0.0.1:" + address().getPort() + "/");
    }

    /** Starts one more, and waits until it listens. */
    long start() throws Exception {
        address(); // Before that, the signal would end it.
        started++;
        holder.signal("HUP");
        holder.awaitError("Listening at", started);
        List<Long> pids =
                holder.errSoFar().stream()
                        .map(LISTENING::matcher)
                        .filter(Matcher::matches)
                        .map(found -> Long.valueOf(found.group(1)))
                        .toList();
        return pids.getLast();
    }

    /** Sends SIGTERM to one of them. */
    void terminate(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroy();
    }

    /** Waits until one of them has ended well. */
    void awaitEnd(long pid) throws InterruptedException {
        holder.awaitError("ended " + pid + " 0");
    }

    @Override
    public void close() {
        holder.close();
    }
}
