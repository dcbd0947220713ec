package gateway.server.net;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * Reads the header with which a proxy begins a connection: version 1, a line of text, or version 2,
 * binary.
 *
 * <p>Reads exactly the header: what follows may be the first octets of a TLS handshake.
 *
 * @see <a href="https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt">The PROXY protocol</a>
 */
final class ProxyHeader {
    /** Section 2.1: 107 octets with the CRLF. */
    private static final int MAX_LINE = 107;

    /** Addresses have 216 octets at the most; the rest are TLVs, which are of no interest here. */
    private static final int MAX_BLOCK = 4096;

    /** As many as any header has at the least, so that reading them does not read past it. */
    private static final int FIRST = 12;

    private static final byte[] SIGNATURE = {
        '\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'
    };
    private static final byte[] WORD = "PROXY ".getBytes(StandardCharsets.US_ASCII);

    private static final String PORT = "(0|[1-9][0-9]{0,4})";
    private static final Pattern LINE =
            Pattern.compile(
                    "PROXY (?:TCP4 ([0-9.]{7,15}) ([0-9.]{7,15})|TCP6 ([0-9A-Fa-f:.]+) ([0-9A-Fa-f:.]+)) "
                            + PORT
                            + " "
                            + PORT);
    private static final Pattern UNKNOWN = Pattern.compile("PROXY UNKNOWN(?: [ -~]*)?");

    /** Section 2.1: without leading zeros. */
    private static final Pattern IPV4 =
            Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

    private static final int LOCAL = 0x20;
    private static final int PROXY = 0x21;
    private static final int CRC32C = 0x03;

    /** What it is read from. */
    interface Source {
        /** At least one octet, or -1 at the end. */
        int read(byte[] target, int offset, int length) throws IOException;
    }

    private ProxyHeader() {}

    /**
     * Reads a header.
     *
     * @param real the ends of the connection itself
     * @return the ends that the header names, or {@code real} if it names none; empty if nothing
     *     came at all
     * @throws ConnectionLostException if it is malformed, or the input ends within it
     */
    static Optional<Ends> read(Source source, Ends real) throws IOException {
        byte[] first = new byte[FIRST];
        int count = source.read(first, 0, FIRST);
        if (count < 0) {
            return Optional.empty();
        }
        readFully(source, first, count, FIRST - count);
        if (Arrays.equals(first, SIGNATURE)) {
            return Optional.of(readBinary(source, real));
        }
        if (Arrays.equals(first, 0, WORD.length, WORD, 0, WORD.length)) {
            return Optional.of(readLine(source, first, real));
        }
        throw malformed("it begins like neither version");
    }

    private static Ends readLine(Source source, byte[] first, Ends real) throws IOException {
        byte[] line = Arrays.copyOf(first, MAX_LINE);
        int length = FIRST;
        while (line[length - 1] != '\n') {
            if (length == MAX_LINE) {
                throw malformed("its line is too long");
            }
            readFully(source, line, length++, 1);
        }
        String text = new String(line, 0, length, StandardCharsets.ISO_8859_1);
        if (!text.endsWith("\r\n")) {
            throw malformed("its line does not end with CRLF");
        }
        text = text.substring(0, text.length() - 2);
        if (UNKNOWN.matcher(text).matches()) {
            return real;
        }
        Matcher matcher = LINE.matcher(text);
        if (!matcher.matches()) {
            throw malformed("its line is not that of version 1");
        }
        int group = matcher.group(1) != null ? 1 : 3;
        int octets = group == 1 ? 4 : 16;
        return new Ends(
                end(address(matcher.group(group + 1), octets), matcher.group(6)),
                Optional.of(end(address(matcher.group(group), octets), matcher.group(5))));
    }

    private static InetAddress address(String text, int octets) throws IOException {
        try {
            if (octets == 4 ? IPV4.matcher(text).matches() : text.indexOf(':') >= 0) {
                return InetAddress.ofLiteral(text);
            }
        } catch (IllegalArgumentException e) {
            // As below.
        }
        throw malformed("an address is none of its family");
    }

    private static Ends.End end(InetAddress address, String port) throws IOException {
        if (Integer.parseInt(port) > 65535) {
            throw malformed("a port is none");
        }
        return new Ends.End(AddressText.of(address), port);
    }

    private static Ends readBinary(Source source, Ends real) throws IOException {
        byte[] header = Arrays.copyOf(SIGNATURE, FIRST + 4);
        readFully(source, header, FIRST, 4);
        int command = header[FIRST] & 0xFF;
        int family = header[FIRST + 1] & 0xFF;
        int length = unsigned(header, FIRST + 2);
        if (command != LOCAL && command != PROXY) {
            throw malformed("its version or command is unknown");
        }
        if (length > MAX_BLOCK) {
            throw malformed("it is too long");
        }
        int start = header.length;
        header = Arrays.copyOf(header, start + length);
        readFully(source, header, start, length);
        int addresses =
                switch (family) {
                    case 0x11 -> 12;
                    case 0x21 -> 36;
                    case 0x31 -> 216;
                    case 0x00 -> 0;
                    default -> command == LOCAL ? 0 : -1;
                };
        if (addresses < 0) {
            throw malformed("its family is none of a stream");
        }
        if (command == LOCAL || family == 0) {
            return real; // And what follows is to be ignored.
        }
        if (length < addresses) {
            throw malformed("it is too short for its addresses");
        }
        requireChecksum(header, start + addresses);
        return switch (family) {
            case 0x11 -> inet(header, start, 4);
            case 0x21 -> inet(header, start, 16);
            default -> new Ends(real.local(), Optional.empty());
        };
    }

    private static Ends inet(byte[] header, int start, int octets) throws IOException {
        int ports = start + 2 * octets;
        byte[] from = Arrays.copyOfRange(header, start, start + octets);
        byte[] to = Arrays.copyOfRange(header, start + octets, ports);
        return new Ends(
                new Ends.End(
                        AddressText.of(InetAddress.getByAddress(to)),
                        Integer.toString(unsigned(header, ports + 2))),
                Optional.of(
                        new Ends.End(
                                AddressText.of(InetAddress.getByAddress(from)),
                                Integer.toString(unsigned(header, ports)))));
    }

    /** Goes over the TLVs; the checksum among them covers the header with itself as zeros. */
    private static void requireChecksum(byte[] header, int tlvs) throws IOException {
        for (int i = tlvs; i < header.length; ) {
            if (header.length - i < 3 || header.length - i - 3 < unsigned(header, i + 1)) {
                throw malformed("its last TLV is cut off");
            }
            int length = unsigned(header, i + 1);
            if (header[i] == CRC32C) {
                if (length != 4) {
                    throw malformed("its checksum is none");
                }
                byte[] covered = header.clone();
                Arrays.fill(covered, i + 3, i + 7, (byte) 0);
                CRC32C checksum = new CRC32C();
                checksum.update(covered);
                long stated = ((long) unsigned(header, i + 3) << 16) | unsigned(header, i + 5);
                if (checksum.getValue() != stated) {
                    throw malformed("its checksum is wrong");
                }
            }
            i += 3 + length;
        }
    }

    private static int unsigned(byte[] octets, int offset) {
        return ((octets[offset] & 0xFF) << 8) | (octets[offset + 1] & 0xFF);
    }

    private static void readFully(Source source, byte[] target, int offset, int length)
            throws IOException {
        for (int done = 0; done < length; ) {
            int count = source.read(target, offset + done, length - done);
            if (count < 0) {
                throw malformed("it is cut off, or late");
            }
            done += count;
        }
    }

    private static ConnectionLostException malformed(String what) {
        return new ConnectionLostException("the PROXY protocol header is malformed: " + what);
    }
}
