package gateway.server.net;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Where a listener binds. Its text is as {@link #parse} reads it. */
public sealed interface Endpoint {
    /**
     * A TCP port.
     *
     * @param host a name or an address; IPv6 without brackets. {@code 0.0.0.0} is every IPv4
     *     address and no other, {@code ::} is every address of both kinds
     * @param port 0 to 65535; 0 lets the system choose
     */
    record Tcp(String host, int port) implements Endpoint {
        /** Checks the port's range. */
        public Tcp {
            if (host.isEmpty()) {
                throw new IllegalArgumentException(
                        "the host is missing; 0.0.0.0 or [::] means all addresses");
            }
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("port " + port + " is not in 0 to 65535");
            }
        }

        @Override
        public String toString() {
            return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /**
     * A Unix-domain socket.
     *
     * @param path of the socket's file, at most {@value #MAX_PATH} octets
     */
    record Unix(Path path) implements Endpoint {
        /** The system has room for 108 octets with the one that ends them. */
        private static final int MAX_PATH = 107;

        /** Checks the path's length. */
        public Unix {
            int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
            if (length < 1 || length > MAX_PATH) {
                throw new IllegalArgumentException(
                        "the path of a Unix-domain socket has 1 to "
                                + MAX_PATH
                                + " octets, not "
                                + length);
            }
        }

        @Override
        public String toString() {
            return "unix:" + path;
        }
    }

    /** The listening socket that this process was started with as its standard input. */
    record Inherited() implements Endpoint {
        @Override
        public String toString() {
            return "systemd";
        }
    }

    /** A TCP port, as {@link Tcp}. */
    static Endpoint tcp(String host, int port) {
        return new Tcp(host, port);
    }

    /**
     * Reads {@code HOST:PORT}, with IPv6 addresses in brackets, {@code unix:PATH}, or {@code
     * systemd}.
     *
     * @throws IllegalArgumentException if it is anything else; the message says what is wrong
     */
    static Endpoint parse(String text) {
        if (text.equals("systemd")) {
            return new Inherited();
        }
        if (text.startsWith("unix:")) {
            try {
                return new Unix(Path.of(text.substring("unix:".length())));
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("'" + text + "' is not unix:PATH", e);
            }
        }
        if (text.contains("://")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is a URI: say HOST:PORT alone, such as 127.0.0.1:8080");
        }
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        String port = colon < 0 ? "" : text.substring(colon + 1);
        if (port.isEmpty()
                || port.length() > 5
                || !port.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "' is not HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080, nor unix:PATH");
        }
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "'" + text + "': an IPv6 address goes in brackets, as in [::1]:8080");
        }
        return new Tcp(host, Integer.parseInt(port));
    }

    /**
     * Reads the permissions of a socket's file as three octal digits, such as {@code 660}.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    static Set<PosixFilePermission> mode(String octal) {
        if (!octal.matches("[0-7]{3}")) {
            throw new IllegalArgumentException(
                    "'" + octal + "' is not three octal digits, such as 660");
        }
        int bits = Integer.parseInt(octal, 8);
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] fromTheLeft = PosixFilePermission.values();
        for (int i = 0; i < fromTheLeft.length; i++) {
            if ((bits & (0400 >> i)) != 0) {
                permissions.add(fromTheLeft[i]);
            }
        }
        return permissions;
    }
}
