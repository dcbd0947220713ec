package gateway.server.cli;

import picocli.CommandLine.Model.CommandSpec;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Options as environment variables: {@code GATEWAY_KEEP_ALIVE} is {@code --keep-alive}. */
record Variables(Map<String, String> environment) {
    private static final String PREFIX = "GATEWAY_";
    private static final String PORT = "PORT";

    /** They are the launcher's, and of CGI. */
    private static final Set<String> OTHERS =
            Set.of("GATEWAY_BUILD", "GATEWAY_JAVA_OPTS", "GATEWAY_INTERFACE");

    /**
     * Those of the conformance kit; and what Kubernetes and Docker set where a service or a
     * container is called gateway, or gateway-something.
     */
    private static final Pattern FOREIGN =
            Pattern.compile(
                    "GATEWAY_TCK_.*"
                            + "|GATEWAY_(.*_)?(SERVICE_(HOST|PORT(_.*)?)|PORT_[0-9]+_(TCP|UDP|SCTP).*)");

    /** They set this one to an address, an operator who guesses its name to a number. */
    private static final Pattern FOREIGN_PORT =
            Pattern.compile("GATEWAY_(.*_)?PORT=(tcp|udp|sctp)://.*");

    static String name(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    static boolean is(String where) {
        return where.startsWith(PREFIX) || where.equals(PORT);
    }

    /**
     * What they say, by key. An empty one says nothing.
     *
     * @throws IllegalArgumentException for one that begins as they do and that nobody knows
     */
    Map<String, Said> read(Set<String> keys, CommandSpec command) {
        Map<String, Said> said = new LinkedHashMap<>();
        new TreeMap<>(environment)
                .forEach(
                        (name, word) -> {
                            if (name.startsWith(PREFIX) && !word.isEmpty()) {
                                read(name, word, keys, command, said);
                            }
                        });
        return said;
    }

    private static void read(
            String name,
            String word,
            Set<String> keys,
            CommandSpec command,
            Map<String, Said> said) {
        String key = name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-');
        if (key.equals("set") && keys.contains(key)) {
            SettingOption.parse(word, name)
                    .forEach(
                            (setting, value) ->
                                    said.put(Keys.SETTINGS + setting, new Said(name, value)));
        } else if (keys.contains(key) && name.equals(name(key))) {
            said.put(key, new Said(name, word));
        } else if (!OTHERS.contains(name)
                && !FOREIGN.matcher(name).matches()
                && !FOREIGN_PORT.matcher(name + "=" + word).matches()
                && !(name.equals(name(key)) && isOfOthers(key, command))) {
            List<String> known = new ArrayList<>(OTHERS);
            keys.forEach(each -> known.add(name(each)));
            throw new IllegalArgumentException(
                    "there is no option for the variable " + name + Nearest.hint(name, known));
        }
    }

    /** Several commands share an environment. */
    private static boolean isOfOthers(String key, CommandSpec command) {
        return command.root().userObject() instanceof Commands commands
                && commands.all().stream().anyMatch(other -> Keys.of(other).containsKey(key));
    }

    /**
     * Where a platform that chooses the port wants the server to listen: at all addresses. Nothing
     * if it does not say.
     *
     * @throws IllegalArgumentException if that is no port
     */
    Map<String, Said> port(boolean loopback) {
        String port = environment.getOrDefault(PORT, "");
        if (port.isEmpty()) {
            return Map.of();
        }
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new IllegalArgumentException(
                    PORT
                            + ": '"
                            + OneLine.of(port)
                            + "' is not a port, 0 to 65535; --bind overrules it");
        }
        return Map.of(
                "bind", new Said(PORT, (loopback ? "127.0.0.1" : allAddresses()) + ":" + port));
    }

    /** Those of both kinds, where the system has both. */
    private static String allAddresses() {
        try {
            ServerSocketChannel.open(StandardProtocolFamily.INET6).close();
            return "[::]";
        } catch (IOException | UnsupportedOperationException e) {
            return "0.0.0.0";
        }
    }
}
