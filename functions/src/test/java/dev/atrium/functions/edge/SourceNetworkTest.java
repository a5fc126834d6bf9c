package dev.atrium.functions.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class SourceNetworkTest {
    private static String key(String address) {
        return SourceNetwork.of(address).key();
    }

    @Test
    void anAddressOfIpv4StandsForItself() {
        assertEquals("198.51.100.7", key("198.51.100.7"));
        assertNotEquals(key("198.51.100.7"), key("198.51.100.8"));
    }

    @Test
    void allAddressesOfOneSubnetOfIpv6AreOne() {
        assertEquals("20010db800010002/64", key("2001:db8:1:2::1"));
        assertEquals(key("2001:db8:1:2::1"), key("2001:db8:1:2:ffff:ffff:ffff:ffff"));
        assertNotEquals(key("2001:db8:1:2::1"), key("2001:db8:1:3::1"));
    }

    @Test
    void anAddressOfIpv4InsideOneOfIpv6IsItself() {
        assertEquals("198.51.100.7", key("::ffff:198.51.100.7"));
    }

    @Test
    void whatIsNoAddressIsOneForAllAndNoNameIsLookedUp() {
        assertEquals("unknown", key("localhost"));
        assertEquals("unknown", key(""));
        assertEquals("unknown", key(null));
    }
}
