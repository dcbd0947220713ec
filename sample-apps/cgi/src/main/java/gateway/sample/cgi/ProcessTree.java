package gateway.sample.cgi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A process and all that it has started.
 *
 * <p>Its descendants are known as long as their parents live. A child whose parent has ended is
 * found by the mark that it has inherited in its environment, where the system shows that (Linux).
 *
 * @param root the process itself
 * @param variable what is in the environment of the whole tree and nowhere else, {@code NAME=value}
 */
record ProcessTree(ProcessHandle root, String variable) {
    private static final Path PROCESSES = Path.of("/proc");

    /** Asks all of them to end (SIGTERM). */
    void terminate() {
        members().forEach(ProcessHandle::destroy);
    }

    /** Ends all of them (SIGKILL), those also that are started meanwhile. */
    void kill() {
        Set<ProcessHandle> known = new LinkedHashSet<>();
        while (known.addAll(members())) {
            known.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private Collection<ProcessHandle> members() {
        Set<ProcessHandle> members = new LinkedHashSet<>();
        root.descendants().forEach(members::add);
        members.addAll(marked());
        if (root.isAlive()) {
            members.add(root);
        }
        members.removeIf(member -> !member.isAlive());
        return members;
    }

    private Set<ProcessHandle> marked() {
        Set<ProcessHandle> marked = new LinkedHashSet<>();
        if (Files.isReadable(PROCESSES.resolve("self/environ"))) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROCESSES, "[1-9]*")) {
                for (Path folder : folders) {
                    if (hasVariable(folder.resolve("environ"))) {
                        handle(folder).ifPresent(marked::add);
                    }
                }
            } catch (IOException e) {
                return marked; // Those that were seen.
            }
        }
        return marked;
    }

    private boolean hasVariable(Path environment) {
        try {
            String octets = Files.readString(environment, StandardCharsets.ISO_8859_1);
            return ('\0' + octets).contains('\0' + variable + '\0');
        } catch (IOException e) {
            return false; // It has ended, or is another user's.
        }
    }

    private static Optional<ProcessHandle> handle(Path folder) {
        return ProcessHandle.of(Long.parseLong(String.valueOf(folder.getFileName())));
    }
}
