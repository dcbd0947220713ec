package gateway.toolkit.middleware;

import gateway.api.Environ;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is measured of one request. */
final class ProfiledRequest implements Sampler.Subject {
    private static final int MOST_METHODS = 30;

    private final Set<String> profilers;
    private final String method;
    private final String path;
    private final Thread thread = Thread.currentThread();
    private final Instant begin = Instant.now();
    private final long beginNanos = System.nanoTime();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Map<String, int[]> methods = new HashMap<>(); // self and all; guarded by this
    private int samples; // guarded by this
    private volatile boolean inside;
    private long insideNanos;
    private long entered;
    private int status;
    private long octets;

    /** Frames of the profiling classes, which are given by name, are not the application's. */
    ProfiledRequest(Map<String, Object> environ, Set<String> profilers) {
        this.profilers = profilers;
        this.method = Environ.method(environ);
        this.path = Environ.scriptName(environ) + Environ.pathInfo(environ);
    }

    void enter() {
        entered = System.nanoTime();
        inside = true;
    }

    void leave() {
        inside = false;
        insideNanos += System.nanoTime() - entered;
    }

    void status(String line) {
        status = Integer.parseInt(line.substring(0, 3));
    }

    void octets(int count) {
        octets += count;
    }

    void handedOver() {
        octets = -1;
    }

    /** True for the first call only. */
    boolean end() {
        return ended.compareAndSet(false, true);
    }

    @Override
    public void sample() {
        if (!inside) {
            return;
        }
        StackTraceElement[] stack = thread.getStackTrace();
        // It may have left meanwhile, and the stack be the server's.
        if (inside && stack.length > 0) {
            count(stack);
        }
    }

    private synchronized void count(StackTraceElement[] stack) {
        samples++;
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < stack.length; i++) {
            if (isProfiler(stack[i].getClassName())) {
                return; // Further out there is no application.
            }
            String name = stack[i].getClassName() + "." + stack[i].getMethodName();
            int[] counts = methods.computeIfAbsent(name, any -> new int[2]);
            counts[0] += i == 0 ? 1 : 0;
            counts[1] += seen.add(name) ? 1 : 0;
        }
    }

    private boolean isProfiler(String className) {
        String outer = className.split("\\$", 2)[0];
        return profilers.contains(outer);
    }

    synchronized Profile profile() {
        List<Profile.Spent> spent =
                methods.entrySet().stream()
                        .map(
                                each ->
                                        new Profile.Spent(
                                                each.getKey(),
                                                each.getValue()[0],
                                                each.getValue()[1]))
                        .sorted(
                                Comparator.comparingInt(Profile.Spent::self)
                                        .thenComparingInt(Profile.Spent::all)
                                        .reversed()
                                        .thenComparing(Profile.Spent::name))
                        .limit(MOST_METHODS)
                        .toList();
        return new Profile(
                method,
                path,
                status,
                begin,
                Duration.ofNanos(System.nanoTime() - beginNanos),
                Duration.ofNanos(insideNanos),
                octets,
                samples,
                spent);
    }
}
