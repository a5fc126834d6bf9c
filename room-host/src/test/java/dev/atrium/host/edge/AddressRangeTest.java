package dev.atrium.host.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.util.NetUtil;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,10.255.0.1,true",
        "10.0.0.0/8,11.0.0.1,false",
        "192.168.4.0/23,192.168.5.255,true",
        "192.168.4.0/23,192.168.6.0,false",
        "127.0.0.1,127.0.0.1,true",
        "127.0.0.1,127.0.0.2,false",
        "0.0.0.0/0,8.8.8.8,true",
        "0.0.0.0/0,::1,false",
        "fd00::/8,fd12:3456::1,true",
        "fd00::/8,fe80::1,false",
        "::/0,2001:db8::1,true",
        "2001:db8::1,2001:db8::1,true"
    })
    void rangeContainsItsAddresses(String range, String address, boolean contained)
            throws UnknownHostException {
        InetAddress candidate =
                InetAddress.getByAddress(NetUtil.createByteArrayFromIpAddressString(address));

        assertEquals(contained, AddressRange.parse(range).contains(candidate));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.0.0.1/8",
                "10.0.0/8",
                "balancer.example",
                "::/129",
                "fd00::1/8",
                "10.0.0.0/eight"
            })
    void whatIsNoRangeIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> AddressRange.parse(text));
    }

    @Test
    void listIsSeparatedByCommas() {
        assertEquals(List.of(), AddressRange.parseList(" "));
        assertEquals(
                List.of("10.0.0.0/8", "127.0.0.1/32"),
                AddressRange.parseList("10.0.0.0/8, 127.0.0.1").stream()
                        .map(AddressRange::toString)
                        .toList());
    }
}
