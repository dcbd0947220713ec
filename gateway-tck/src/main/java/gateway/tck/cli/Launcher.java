package gateway.tck.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Starts the command from the jar alone: unpacks the contract that the jar carries, where the class
 * path does not have it. Inside the jar the contract's classes would be there twice for servers
 * that load both.
 */
public final class Launcher {
    private static final String CONTRACT = "/META-INF/lib/gateway-api.jar";

    private Launcher() {}

    /** Runs {@link Main} with the same words. */
    public static void main(String[] words) throws ReflectiveOperationException, IOException {
        ClassLoader loader = Launcher.class.getClassLoader();
        if (!hasContract(loader)) {
            URL own = Launcher.class.getProtectionDomain().getCodeSource().getLocation();
            URL[] places = {own, unpacked().toUri().toURL()};
            // Lives as long as the process.
            loader = new URLClassLoader(places, ClassLoader.getPlatformClassLoader());
            Thread.currentThread().setContextClassLoader(loader);
        }
        Class<?> main = Class.forName("gateway.tck.cli.Main", true, loader);
        try {
            main.getMethod("main", String[].class).invoke(null, (Object) words);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    private static boolean hasContract(ClassLoader loader) {
        try {
            Class.forName("gateway.api.Application", false, loader);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static Path unpacked() throws IOException {
        try (InputStream in = Launcher.class.getResourceAsStream(CONTRACT)) {
            if (in == null) {
                throw new UncheckedIOException(new IOException("the jar has no " + CONTRACT));
            }
            Path jar = Files.createTempFile("gateway-api", ".jar");
            jar.toFile().deleteOnExit();
            Files.copy(in, jar, StandardCopyOption.REPLACE_EXISTING);
            return jar;
        }
    }
}
