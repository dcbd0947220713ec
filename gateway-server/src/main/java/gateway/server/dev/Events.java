package gateway.server.dev;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Changes as the system tells them: inotify, through one {@link WatchService}, which hands its
 * events on in their order.
 *
 * <p>A request must not be served before what was written ahead of it is known, and an event may
 * still be on its way. So {@link #catchUp} makes a file of its own and waits for the event of that:
 * whatever was written earlier has been told by then. The one thread that takes the events says so
 * when it has taken all there are, since a folder's events may come behind those of another one.
 */
final class Events implements Closeable, Listing.Watcher {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    /** An event takes some 0.1 ms; where none comes there is something wrong with the system. */
    private static final long PATIENCE_MILLIS = 2_000;

    private record Watched(Object folder, WatchKey key, Set<Names> names) {}

    private final WatchService service;
    private final Path signals;
    private final WatchKey signalled;
    private final Runnable changed;
    private final Map<Path, Watched> byPath = new ConcurrentHashMap<>();
    private final Map<WatchKey, Set<Names>> byKey = new ConcurrentHashMap<>();
    private final AtomicLong tickets = new AtomicLong();
    private final Object turn = new Object();
    private long reached;

    private Events(WatchService service, Path signals, Runnable changed) throws IOException {
        this.service = service;
        this.signals = signals;
        this.changed = changed;
        this.signalled = signals.register(service, StandardWatchEventKinds.ENTRY_CREATE);
    }

    /**
     * Begins.
     *
     * @param signals an empty folder that nobody else uses
     * @param changed run by a thread of its own
     * @throws IOException if the system has no more of it
     */
    static Events begin(Path signals, Runnable changed) throws IOException {
        WatchService service = signals.getFileSystem().newWatchService();
        try {
            Events events = new Events(service, signals, changed);
            Thread.ofPlatform().daemon().name("gateway-dev-events").start(events::take);
            return events;
        } catch (IOException e) {
            service.close();
            throw e;
        }
    }

    /**
     * Adds a folder, once.
     *
     * @throws UncheckedIOException if the system watches no more of them
     */
    @Override
    public void watch(Path path, Names names, Object folder) {
        Watched before = byPath.get(path);
        if (before != null && before.folder().equals(folder) && before.key().isValid()) {
            before.names().add(names);
            return;
        }
        try {
            WatchKey key =
                    path.register(
                            service,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE);
            Set<Names> all = byKey.computeIfAbsent(key, k -> ConcurrentHashMap.newKeySet());
            all.add(names);
            byPath.put(path, new Watched(folder, key, all));
        } catch (FileSystemException e) {
            // It is gone already, which is told by the folder above it.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets the folders that are gone. */
    void forgetGone() {
        byPath.values().removeIf(watched -> !watched.key().isValid());
    }

    /**
     * Waits until everything is known that was written before.
     *
     * @throws IOException if the system does not tell
     */
    void catchUp() throws IOException, InterruptedException {
        long ticket = tickets.incrementAndGet();
        Path file = signals.resolve(Long.toString(ticket));
        Files.createFile(file);
        try {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
            synchronized (turn) {
                while (reached < ticket) {
                    long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                    if (left <= 0) {
                        throw new IOException("the system tells nothing of " + file);
                    }
                    turn.wait(left);
                }
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void take() {
        try {
            while (true) {
                long ticket = 0;
                for (WatchKey key = service.take(); key != null; key = service.poll()) {
                    ticket = Math.max(ticket, read(key));
                }
                if (ticket > 0) {
                    reach(ticket);
                }
            }
        } catch (ClosedWatchServiceException | InterruptedException e) {
            reach(Long.MAX_VALUE);
        } catch (RuntimeException | Error e) {
            LOG.error("changes are not seen any more", e);
        }
    }

    private void reach(long ticket) {
        synchronized (turn) {
            reached = Math.max(reached, ticket);
            turn.notifyAll();
        }
    }

    /** Returns the last signal among its events; 0 if there is none. */
    private long read(WatchKey key) {
        long ticket = 0;
        boolean matters = false;
        for (WatchEvent<?> event : key.pollEvents()) {
            boolean lost = event.kind().equals(StandardWatchEventKinds.OVERFLOW);
            if (lost) {
                matters = true;
            }
            if (key.equals(signalled)) {
                ticket =
                        Math.max(
                                ticket,
                                lost
                                        ? tickets.get()
                                        : Long.parseLong(String.valueOf(event.context())));
            } else if (!lost) {
                matters |= matters(key, (Path) event.context());
            }
        }
        if (!key.reset()) {
            byKey.remove(key);
            matters = true;
        }
        if (matters) {
            changed.run();
        }
        return ticket;
    }

    private boolean matters(WatchKey key, Path name) {
        return byKey.getOrDefault(key, Set.of()).stream().anyMatch(names -> names.include(name));
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
