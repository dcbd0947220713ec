package gateway.server.systemd;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/**
 * The address of a Unix-domain datagram socket, which the JDK does not have; as of Linux.
 *
 * @param path of its file; in the abstract namespace with a NUL before it ({@code unix(7)})
 */
record DatagramAddress(String path) {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_NOSIGNAL = 0x4000;

    /** {@code struct sockaddr_un} has room for so many octets of the path. */
    private static final int ROOM = 108;

    /**
     * Reads what {@code NOTIFY_SOCKET} says: an absolute path, or {@code @} and an abstract name.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    static DatagramAddress parse(String name) {
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if ((!name.startsWith("/") && !name.startsWith("@")) || length < 2 || length >= ROOM) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no absolute path or @name of at most 107 octets");
        }
        return new DatagramAddress(name.startsWith("@") ? "\0" + name.substring(1) : name);
    }

    /** Sends one datagram. */
    void send(String text) throws IOException {
        try {
            Calls calls = Calls.link();
            try (Arena arena = Arena.ofConfined()) {
                send(text.getBytes(StandardCharsets.UTF_8), arena, calls);
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e); // Which method handles may throw, and these do not.
        }
    }

    private void send(byte[] octets, Arena arena, Calls calls) throws Throwable {
        MemorySegment state = arena.allocate(Calls.STATE);
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        // The name in the file system ends with a NUL, an abstract one with its length.
        int length = Short.BYTES + name.length + (name[0] == 0 ? 0 : 1);
        MemorySegment address = arena.allocate(Short.BYTES + ROOM, Short.BYTES);
        address.set(JAVA_SHORT, 0, (short) AF_UNIX);
        MemorySegment.copy(name, 0, address, JAVA_BYTE, Short.BYTES, name.length);
        MemorySegment message = arena.allocateFrom(JAVA_BYTE, octets);
        int socket = (int) calls.socket().invokeExact(state, AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        if (socket < 0) {
            throw Calls.failed("socket", state);
        }
        try {
            long sent =
                    (long)
                            calls.sendto()
                                    .invokeExact(
                                            state,
                                            socket,
                                            message,
                                            (long) octets.length,
                                            MSG_NOSIGNAL,
                                            address,
                                            length);
            if (sent != octets.length) {
                throw Calls.failed("sendto", state);
            }
        } finally {
            int ignored = (int) calls.close().invokeExact(socket);
        }
    }

    /** The C library's. */
    private record Calls(MethodHandle socket, MethodHandle sendto, MethodHandle close) {
        private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
        private static final StructLayout STATE = Linker.Option.captureStateLayout();
        private static final long ERRNO_OFFSET =
                STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
        private static final AddressLayout POINTER = ValueLayout.ADDRESS;

        /** Needs {@code --enable-native-access}. */
        @SuppressWarnings("restricted")
        static Calls link() {
            Linker linker = Linker.nativeLinker();
            return new Calls(
                    linker.downcallHandle(
                            linker.defaultLookup().findOrThrow("socket"),
                            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT),
                            ERRNO),
                    linker.downcallHandle(
                            linker.defaultLookup().findOrThrow("sendto"),
                            FunctionDescriptor.of(
                                    JAVA_LONG, JAVA_INT, POINTER, JAVA_LONG, JAVA_INT, POINTER,
                                    JAVA_INT),
                            ERRNO),
                    linker.downcallHandle(
                            linker.defaultLookup().findOrThrow("close"),
                            FunctionDescriptor.of(JAVA_INT, JAVA_INT)));
        }

        static IOException failed(String call, MemorySegment state) {
            return new IOException(call + " fails with errno " + state.get(JAVA_INT, ERRNO_OFFSET));
        }
    }
}
