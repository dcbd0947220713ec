package gateway.server.dev;

import gateway.api.Application;
import gateway.api.Middleware;
import gateway.server.call.Mount;
import gateway.server.net.Binding;
import gateway.server.net.Endpoint;
import gateway.toolkit.debug.DebugMiddleware;
import gateway.toolkit.validator.Severity;
import gateway.toolkit.validator.ValidatorMiddleware;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Console;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Applications that are always those of the class path as it is when a request comes, behind the
 * validator, the debugging page and a log of requests.
 *
 * <p>Mount what {@link #application} returns; the first one that a gateway starts loads the
 * classes.
 */
public final class DevMode {
    private static final Logger LOG = LoggerFactory.getLogger(DevMode.class);
    private static final Logger FINDINGS = LoggerFactory.getLogger("gateway.validator");

    /** How far above its classes a project's folder is, as in {@code build/classes/java/main}. */
    private static final int PROJECT = 4;

    private final List<Place> places;
    private final ClassLoader parent;
    private final Reloader reloader;
    private final Optional<Refresh> refresh;
    private final PrintStream log;
    private final boolean coloured;

    private DevMode(
            List<Place> places,
            ClassLoader parent,
            boolean refreshing,
            PrintStream log,
            boolean coloured) {
        this.places = places;
        this.parent = parent;
        this.reloader = new Reloader(places, parent);
        this.refresh = refreshing ? Optional.of(new Refresh(reloader)) : Optional.empty();
        this.log = log;
        this.coloured = coloured;
    }

    /**
     * Watches a class path, from the start of its first application on.
     *
     * @param classPath jars and folders of classes, separated as on the system; {@code FOLDER/*} is
     *     all jars of a folder. Nothing of it need be there
     * @param parent of the class loaders
     * @param refreshing whether HTML gets a script by which pages reload themselves, see {@link
     *     #mounts}
     * @param log where each request gets its line
     * @param coloured whether those lines are, by status
     * @throws IllegalArgumentException if there is nothing to watch
     */
    public static DevMode watching(
            String classPath,
            ClassLoader parent,
            boolean refreshing,
            PrintStream log,
            boolean coloured) {
        List<Place> places;
        try {
            places = Place.parse(classPath);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + classPath + "' is no class path", e);
        }
        if (places.isEmpty()) {
            throw new IllegalArgumentException("there is no class path to watch");
        }
        return new DevMode(places, parent, refreshing, log, coloured);
    }

    /**
     * Whether lines to standard output are to be coloured: if it is a terminal, {@code NO_COLOR}
     * (no-color.org) is not set, and {@code TERM} says that it can.
     */
    @SuppressWarnings("SystemConsoleNull") // In JDK 25 it is again, without a terminal.
    public static boolean colours() {
        Console console = System.console();
        return RequestLog.colours(System.getenv(), console != null && console.isTerminal());
    }

    /** Stands for an application that is found anew after each change. */
    public Application application(Finding finding) {
        int index = reloader.add(loader -> checked(finding.in(loader)));
        Application slot = new Slot(reloader, index);
        Application shown = refresh.map(script -> script.into().applyTo(slot)).orElse(slot);
        return new RequestLog(shown, log, Clock.system(ZoneId.systemDefault()), coloured);
    }

    /** What is mounted besides the applications. */
    public List<Mount> mounts() {
        return refresh.map(script -> List.of(new Mount(Refresh.PREFIX, script))).orElse(List.of());
    }

    /** Warns of what others can reach. */
    public static void warn(List<Binding> bindings) {
        for (Binding binding : bindings) {
            if (isOpen(binding.endpoint())) {
                LOG.warn(
                        "development mode is bound to {}: whoever reaches it can use an application"
                                + " that is not finished; exceptions and sources are shown to this"
                                + " machine only",
                        binding.endpoint());
            }
        }
    }

    private static boolean isOpen(Endpoint endpoint) {
        return switch (endpoint) {
            case Endpoint.Tcp tcp -> {
                try {
                    yield !InetAddress.getByName(tcp.host()).isLoopbackAddress();
                } catch (UnknownHostException e) {
                    yield false; // Nobody can bind it.
                }
            }
            case Endpoint.Unix unix -> false;
            case Endpoint.Inherited inherited -> true;
        };
    }

    private Application checked(Application found) {
        if (parent.equals(found.getClass().getClassLoader())) {
            LOG.warn(
                    "{} is not on the class path that is watched: its changes are not seen",
                    found.getClass().getName());
        }
        DebugMiddleware.Builder debugging = DebugMiddleware.builder();
        for (Place place : places) {
            sources(place.path()).ifPresent(debugging::sourceRoot);
        }
        Middleware validating =
                ValidatorMiddleware.named("development").reportingTo(DevMode::report);
        return debugging.andThen(validating).applyTo(found);
    }

    /** As Maven and Gradle lay them. */
    private static Optional<Path> sources(Path classes) {
        Path above = classes.getParent();
        for (int i = 0; i < PROJECT && above != null; i++, above = above.getParent()) {
            Path sources = above.resolve("src/main/java");
            if (Files.isDirectory(sources)) {
                return Optional.of(sources);
            }
        }
        return Optional.empty();
    }

    private static void report(gateway.toolkit.validator.Finding finding) {
        if (finding.severity() == Severity.ERROR) {
            FINDINGS.error("{}", finding);
        } else {
            FINDINGS.warn("{}", finding);
        }
    }
}
