package gateway.server.cli;

import gateway.api.Application;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Finds the application to serve: by class name, or as the one that the {@link ServiceLoader}
 * knows.
 */
final class ApplicationFinder implements Applications {
    private static final Logger LOG = LoggerFactory.getLogger(ApplicationFinder.class);

    private final ClassLoader loader;
    private final String classPath;

    private ApplicationFinder(ClassLoader loader, String classPath) {
        this.loader = loader;
        this.classPath = classPath;
    }

    /** Looks on the class path of this JVM, then in {@code classPath}. */
    static ApplicationFinder in(String classPath) throws CannotStartException {
        ClassLoader own = ApplicationFinder.class.getClassLoader();
        List<URL> places = ClassPath.read(classPath);
        return new ApplicationFinder(
                places.isEmpty() ? own : new URLClassLoader(places.toArray(URL[]::new), own),
                classPath);
    }

    /** Looks where {@code loader} does, which is not on this JVM's class path alone. */
    static ApplicationFinder by(ClassLoader loader, String classPath) {
        return new ApplicationFinder(loader, classPath);
    }

    /** An instance of the named class. */
    @Override
    public Application named(String className) throws CannotStartException {
        try {
            Class<?> type = Class.forName(className, true, loader);
            if (!Application.class.isAssignableFrom(type)) {
                throw new CannotStartException(
                        className + " does not implement " + Application.class.getName());
            }
            return (Application) type.getConstructor().newInstance();
        } catch (ClassNotFoundException e) {
            throw new CannotStartException(
                    isPlace(className)
                            ? className
                                    + " is not the name of a class: say --classpath "
                                    + className
                            : "there is no class " + className + " on the class path" + known());
        } catch (NoSuchMethodException e) {
            throw new CannotStartException(
                    className + " has no public constructor without parameters");
        } catch (InvocationTargetException e) {
            throw new CannotStartException(
                    "the constructor of " + className + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new CannotStartException(className + " cannot be made", e);
        } catch (LinkageError e) {
            throw new CannotStartException(className + " cannot be loaded", e);
        }
    }

    private static boolean isPlace(String word) {
        return word.endsWith(".jar") || new File(word).exists();
    }

    /** The only one that the service loader finds. */
    @Override
    public Application only() throws CannotStartException {
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
                            + (classPath.isEmpty() ? "" : " --classpath " + classPath)
                            + notes);
        }
        for (String provider : broken) {
            LOG.warn("passed over: {}", provider);
        }
        ServiceLoader.Provider<Application> provider = found.getFirst();
        try {
            return provider.get();
        } catch (ServiceConfigurationError e) {
            throw new CannotStartException(
                    "the constructor of " + provider.type().getName() + " failed",
                    e.getCause() == null ? e : e.getCause());
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
                broken.add(OneLine.of(e).replaceFirst("^[a-zA-Z.]+: ", ""));
            }
        }
    }

    private static List<String> names(List<ServiceLoader.Provider<Application>> providers) {
        return providers.stream().map(provider -> provider.type().getName()).sorted().toList();
    }
}
