package gateway.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/** The PROXY protocol, sections 2.1 and 2.2. */
class ProxyHeaderTest {
    private static final Ends REAL =
            new Ends(new Ends.End("127.0.0.1", "80"), Optional.of(new Ends.End("127.0.0.9", "9")));
    private static final String REST = "GET / HTTP/1.1\r\n";
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
    private static final String INET = "0a000001" + "0a000002" + "1092" + "0050";
    private static final String INET6 =
            "20010db8000000000000000000000001"
                    + "20010db8000000000000000000000002"
                    + "1092"
                    + "0050";

    /** Reads it octet by octet and at once; what follows it must be there still. */
    private static String read(byte[] header) throws IOException {
        String whole = read(header, 1000);
        assertEquals(whole, read(header, 1));
        return whole;
    }

    private static String read(byte[] header, int slice) throws IOException {
        ByteArrayInputStream in =
                new ByteArrayInputStream(
                        (new String(header, ISO_8859_1) + REST).getBytes(ISO_8859_1));
        Optional<Ends> read =
                ProxyHeader.read(
                        (target, offset, length) ->
                                in.read(target, offset, Math.min(slice, length)),
                        REAL);
        assertEquals(REST, new String(in.readAllBytes(), ISO_8859_1));
        return show(read.orElseThrow());
    }

    private static String show(Ends ends) {
        return (ends.equals(REAL) ? "real: " : "")
                + ends.remote().map(end -> end.host() + " " + end.port()).orElse("-")
                + " to "
                + ends.local().host()
                + " "
                + ends.local().port();
    }

    private static byte[] binary(String commandAndFamily, String hex) {
        String length = HexFormat.of().toHexDigits((short) (hex.length() / 2));
        return HexFormat.of().parseHex(SIGNATURE + commandAndFamily + length + hex);
    }

    @ParameterizedTest
    @CsvSource({
        "PROXY TCP4 10.0.0.1 10.0.0.2 4242 80, 10.0.0.1 4242 to 10.0.0.2 80",
        "PROXY TCP4 0.0.0.0 255.255.255.255 0 65535, 0.0.0.0 0 to 255.255.255.255 65535",
        "PROXY TCP6 2001:db8::1 2001:db8:0:0::2 4242 80, 2001:db8::1 4242 to 2001:db8::2 80",
        "PROXY UNKNOWN, real: 127.0.0.9 9 to 127.0.0.1 80",
        "PROXY UNKNOWN ffff::1 ffff::2 1 2, real: 127.0.0.9 9 to 127.0.0.1 80"
    })
    void aLineNamesTheEnds(String line, String ends) throws Exception {
        assertEquals(ends, read((line + "\r\n").getBytes(ISO_8859_1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY TCP4 10.0.0.1 10.0.0.2 4242 80\n",
                "PROXY TCP4 10.0.0.1 10.0.0.2 4242 80 \r\n",
                "PROXY TCP4 10.0.0.1 10.0.0.2 4242\r\n",
                "PROXY  TCP4 10.0.0.1 10.0.0.2 4242 80\r\n",
                "PROXY TCP4 10.0.0.1 10.0.0.2 4242 080\r\n",
                "PROXY TCP4 10.0.0.1 10.0.0.2 4242 65536\r\n",
                "PROXY TCP4 10.0.0.1 10.0.0.2 -1 80\r\n",
                "PROXY TCP4 10.0.0.01 10.0.0.2 4242 80\r\n",
                "PROXY TCP4 10.0.0.256 10.0.0.2 4242 80\r\n",
                "PROXY TCP4 10.0.0 10.0.0.2 4242 80\r\n",
                "PROXY TCP4 ::1 ::2 4242 80\r\n",
                "PROXY TCP6 10.0.0.1 10.0.0.2 4242 80\r\n",
                "PROXY TCP6 ::1::2 ::2 4242 80\r\n",
                "PROXY TCP6 localhost ::2 4242 80\r\n",
                "PROXY UDP4 10.0.0.1 10.0.0.2 4242 80\r\n",
                "PROXY UNKNOWN\t\r\n",
                "PROXY UNKNOWNX\r\n",
                "proxy UNKNOWN\r\n",
                " PROXY UNKNOWN\r\n",
                "PROXY TCP4 10.0.0.1 10.0.0.2 4242 80",
                "PROXY UNKNOWN xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
                        + "xxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
                "PROXY",
                "P"
            })
    void aLineIsNothingElse(String line) {
        assertMalformed(line.getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource({
        "2111, " + INET + ", 10.0.0.1 4242 to 10.0.0.2 80",
        "2111, " + INET + "040003787878, 10.0.0.1 4242 to 10.0.0.2 80",
        "2121, " + INET6 + ", 2001:db8::1 4242 to 2001:db8::2 80",
        "2011, " + INET + ", real: 127.0.0.9 9 to 127.0.0.1 80",
        "2000, '', real: 127.0.0.9 9 to 127.0.0.1 80",
        "2000, 01020304, real: 127.0.0.9 9 to 127.0.0.1 80",
        "2012, 01020304, real: 127.0.0.9 9 to 127.0.0.1 80",
        "2100, '', real: 127.0.0.9 9 to 127.0.0.1 80",
    })
    void aBlockNamesTheEnds(String commandAndFamily, String hex, String ends) throws Exception {
        assertEquals(ends, read(binary(commandAndFamily, hex)));
    }

    @Test
    void aUnixSocketHasNoPeer() throws Exception {
        assertEquals("- to 127.0.0.1 80", read(binary("2131", "00".repeat(216))));
    }

    @ParameterizedTest
    @CsvSource({
        "1111, " + INET, // Version 1 in binary.
        "2211, " + INET, // An unknown command.
        "2112, " + INET, // A datagram.
        "2141, " + INET,
        "2111, 0a0000010a0000021092", // Two octets are missing.
        "2121, " + INET,
        "2111, " + INET + "0400", // A TLV without its length.
        "2111, " + INET + "0400047878", // A TLV that is cut off.
        "2111, " + INET + "030004ffffffff", // A wrong checksum.
        "2111, " + INET + "030003ffffff", // None at all.
    })
    void aBlockIsNothingElse(String commandAndFamily, String hex) {
        assertMalformed(binary(commandAndFamily, hex));
    }

    @Test
    void itsChecksumIsChecked() throws Exception {
        byte[] header = binary("2111", INET + "03000400000000");
        CRC32C checksum = new CRC32C();
        checksum.update(header);
        ByteBuffer.wrap(header).putInt(header.length - 4, (int) checksum.getValue());
        assertEquals("10.0.0.1 4242 to 10.0.0.2 80", read(header));
    }

    @Test
    void itsLengthIsBounded() throws Exception {
        int most = 4096 - INET.length() / 2 - 3;
        String padding = "04" + HexFormat.of().toHexDigits((short) most) + "00".repeat(most);
        assertEquals("10.0.0.1 4242 to 10.0.0.2 80", read(binary("2111", INET + padding)));
        assertMalformed(binary("2111", INET + padding + "040000"));
    }

    @Test
    void nothingAtAllIsNothing() throws Exception {
        assertTrue(ProxyHeader.read((target, offset, length) -> -1, REAL).isEmpty());
    }

    private static void assertMalformed(byte[] header) {
        ByteArrayInputStream in = new ByteArrayInputStream(header);
        ConnectionLostException refused =
                assertThrows(ConnectionLostException.class, () -> ProxyHeader.read(in::read, REAL));
        assertTrue(refused.toString().contains("PROXY"), refused.toString());
    }
}
