package gateway.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/** Where things are in the checkout under test. */
public final class Checkout {
    private Checkout() {}

    /** The folder of the launcher and of README.md, without links. */
    public static Path top() throws IOException {
        return Path.of(Objects.requireNonNull(System.getProperty("gateway.checkout"))).toRealPath();
    }

    static Path launcher() throws IOException {
        return top().resolve("gateway");
    }

    static Path apiJar() throws IOException {
        return top().resolve("gateway-api/target/gateway-api.jar");
    }

    static Path sampleJar(String name) throws IOException {
        return top().resolve("sample-apps/" + name + "/target/gateway-sample-" + name + ".jar");
    }

    /** The JDK of this test: a 25, as the build's toolchain selects it. */
    public static Path jdk() {
        return Path.of(Objects.requireNonNull(System.getProperty("java.home")));
    }
}
