package gateway.sample.cgi;

import gateway.toolkit.errors.HttpError;
import gateway.toolkit.errors.HttpException;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * All programs that run, not more than so many at once. A place is free again when the program has
 * ended and its request too.
 */
final class Processes implements AutoCloseable {
    /** Between the request to end and the end. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** What Apache calls the variable with the name of a request. */
    private static final String MARK = "UNIQUE_ID";

    private final Semaphore places;
    private final Duration patience;
    private final Set<ScriptProcess> running = ConcurrentHashMap.newKeySet();
    private final SecureRandom random = new SecureRandom();
    private final ScheduledExecutorService later =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "cgi-reaper");
                        thread.setDaemon(true);
                        return thread;
                    });

    Processes(CgiSettings settings) {
        this.places = new Semaphore(settings.processes(), true);
        this.patience = settings.patience();
    }

    /**
     * Takes a place.
     *
     * @throws HttpException 503 if none gets free in time
     */
    void enter() throws InterruptedException {
        if (!places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw HttpException.retryAfter(HttpError.SERVICE_UNAVAILABLE, RETRY_AFTER);
        }
    }

    /** Gives a place back that no program was started in. */
    void leave() {
        places.release();
    }

    /**
     * Starts a program in a place that was taken.
     *
     * @param name for the log
     * @param variables all of its environment, as wire strings
     * @param input what it reads
     * @throws IOException if the system does not start it
     */
    ScriptProcess start(
            String name, Path file, Map<String, String> variables, ProcessBuilder.Redirect input)
            throws IOException {
        byte[] octets = new byte[16];
        random.nextBytes(octets);
        String mark = HexFormat.of().formatHex(octets);
        ProcessBuilder builder = ScriptCommand.of(file, variables).redirectInput(input);
        builder.environment().put(MARK, mark);
        ScriptProcess process = new ScriptProcess(name, builder.start(), MARK + "=" + mark);
        running.add(process);
        return process;
    }

    /**
     * The request is over, and with it the program: at once, or in a while.
     *
     * @param grace how long it may still run
     */
    void end(ScriptProcess process, Duration grace) {
        if (process.isAlive()) {
            var unused = process.onExit().thenRun(places::release);
        } else {
            places.release();
        }
        if (grace.isZero()) {
            process.tree().terminate();
            later(() -> kill(process), GRACE);
        } else if (process.isAlive()) {
            later(() -> killIfAlive(process), grace);
        } else {
            running.remove(process);
        }
    }

    private void later(Runnable task, Duration delay) {
        try {
            var unused = later.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            task.run(); // The server has stopped.
        }
    }

    private void killIfAlive(ScriptProcess process) {
        if (process.isAlive()) {
            process.tree().kill();
        }
        running.remove(process);
    }

    private void kill(ScriptProcess process) {
        process.tree().kill();
        running.remove(process);
    }

    /** Ends all of them. */
    @Override
    public void close() {
        later.shutdownNow();
        running.forEach(this::kill);
    }
}
