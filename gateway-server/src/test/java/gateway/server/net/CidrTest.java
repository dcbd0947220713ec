package gateway.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;

class CidrTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.2, false",
        "192.168.128.0/17, 192.168.255.255, true",
        "192.168.128.0/17, 192.168.127.255, false",
        "0.0.0.0/0, 1.2.3.4, true",
        "0.0.0.0/0, ::1, false",
        "fd00::/8, fdff::1, true",
        "fd00::/8, fe00::1, false",
        "::/0, ::1, true",
        "::/0, 1.2.3.4, false",
        "::1, ::1, true",
        "::ffff:10.0.0.0/8, 10.0.0.1, true"
    })
    void containsAddressesOfItsKindOnly(String block, String address, boolean contained) {
        assertEquals(contained, Cidr.parse(block).contains(InetAddress.ofLiteral(address)));
    }

    @Test
    void isShownShort() {
        assertEquals("fd00::/8", Cidr.parse("fd00:0:0::/8").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/8",
                "localhost",
                "localhost/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0/8",
                "10.0.0.256/8",
                "::/129",
                "[::1]",
                "a/8",
                "10.0.0.0/8/8"
            })
    void isNothingElse(String text) {
        assertThrows(IllegalArgumentException.class, () -> Cidr.parse(text));
    }
}
