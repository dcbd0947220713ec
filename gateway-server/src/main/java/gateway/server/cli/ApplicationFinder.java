package gateway.server.cli;

import gateway.api.Application;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * Finds the application to serve: by class name, or as the one that the {@link ServiceLoader}
 * knows.
 */
final class ApplicationFinder {
    private final ClassLoader loader;

    private ApplicationFinder(ClassLoader loader) {
        this.loader = loader;
    }

    /**
     * Looks on the class path of this JVM and in {@code classPath}: jars and folders of classes,
     * separated as on the system, {@code FOLDER/*} for all jars of a folder.
     */
    static ApplicationFinder in(String classPath) throws CannotStartException {
        ClassLoader own = ApplicationFinder.class.getClassLoader();
        List<URL> places = new ArrayList<>();
        for (String place : classPath.split(File.pathSeparator, -1)) {
            if (!place.isEmpty()) {
                places.addAll(urls(place));
            }
        }
        return new ApplicationFinder(
                places.isEmpty() ? own : new URLClassLoader(places.toArray(URL[]::new), own));
    }

    private static List<URL> urls(String place) throws CannotStartException {
        try {
            if (!place.equals("*") && !place.endsWith(File.separator + "*")) {
                Path path = Path.of(place);
                if (!Files.exists(path)) {
                    throw new CannotStartException("--classpath: there is no " + place);
                }
                return List.of(path.toUri().toURL());
            }
            List<URL> jars = new ArrayList<>();
            Path folder = Path.of(place).toAbsolutePath().getParent();
            try (Stream<Path> entries = Files.list(folder)) {
                for (Path jar : (Iterable<Path>) entries.sorted()::iterator) {
                    if (jar.toString().endsWith(".jar")) {
                        jars.add(jar.toUri().toURL());
                    }
                }
            }
            return jars;
        } catch (MalformedURLException e) {
            throw new CannotStartException("--classpath: " + place + " cannot be used", e);
        } catch (java.io.IOException e) {
            throw new CannotStartException("--classpath: cannot read " + place, e);
        }
    }

    /** An instance of the named class. */
    Application named(String className) throws CannotStartException {
        try {
            Class<?> type = Class.forName(className, true, loader);
            if (!Application.class.isAssignableFrom(type)) {
                throw new CannotStartException(
                        className + " does not implement " + Application.class.getName());
            }
            return (Application) type.getConstructor().newInstance();
        } catch (ClassNotFoundException e) {
            throw new CannotStartException(
                    "there is no class " + className + " on the class path" + known(), e);
        } catch (NoSuchMethodException e) {
            throw new CannotStartException(
                    className + " has no public constructor without parameters", e);
        } catch (InvocationTargetException e) {
            throw new CannotStartException(
                    "the constructor of " + className + " failed: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new CannotStartException(className + " cannot be made: " + e, e);
        } catch (LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new CannotStartException(className + " cannot be loaded: " + cause, cause);
        }
    }

    /** The only one that the service loader finds. */
    Application only() throws CannotStartException {
        List<String> broken = new ArrayList<>();
        List<ServiceLoader.Provider<Application>> found = providers(broken);
        String notes = broken.isEmpty() ? "" : " (" + String.join("; ", broken) + ")";
        if (found.isEmpty()) {
            throw new CannotStartException(
                    "no application was found: put its jar on --classpath, with the name of its class in"
                            + " META-INF/services/"
                            + Application.class.getName()
                            + ", or name the class: gateway run my.Application"
                            + notes);
        }
        if (found.size() > 1) {
            throw new CannotStartException(
                    "several applications were found: "
                            + String.join(", ", names(found))
                            + "; name the one to serve: gateway run "
                            + names(found).getFirst()
                            + notes);
        }
        ServiceLoader.Provider<Application> provider = found.getFirst();
        try {
            return provider.get();
        } catch (ServiceConfigurationError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new CannotStartException(
                    "the constructor of " + provider.type().getName() + " failed: " + cause, cause);
        }
    }

    private String known() {
        List<String> names = names(providers(new ArrayList<>()));
        return names.isEmpty() ? "" : "; found were: " + String.join(", ", names);
    }

    /** One broken provider does not hide the others. */
    private List<ServiceLoader.Provider<Application>> providers(List<String> broken) {
        List<ServiceLoader.Provider<Application>> found = new ArrayList<>();
        Iterator<ServiceLoader.Provider<Application>> providers =
                ServiceLoader.load(Application.class, loader).stream().iterator();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    return found;
                }
                found.add(providers.next());
            } catch (ServiceConfigurationError e) {
                broken.add(String.valueOf(e.getMessage()));
            }
        }
    }

    private static List<String> names(List<ServiceLoader.Provider<Application>> providers) {
        return providers.stream().map(provider -> provider.type().getName()).sorted().toList();
    }
}
