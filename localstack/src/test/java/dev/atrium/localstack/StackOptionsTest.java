package dev.atrium.localstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

class StackOptionsTest {
    private static String refused(String... arguments) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> StackOptions.parse(List.of(arguments)))
                .getMessage();
    }

    @Test
    void withoutArgumentsItIsOneHostBelow8080AtNormalSpeedAndNothingKept() {
        assertEquals(
                new StackOptions(8080, 1, Optional.empty(), 1, Optional.empty()),
                StackOptions.parse(List.of()));
    }

    @Test
    void everyOptionIsRead() {
        StackOptions options =
                StackOptions.parse(
                        List.of(
                                "--port",
                                "9000",
                                "--hosts",
                                "3",
                                "--speed",
                                "20",
                                "--data",
                                "/d",
                                "--scenario",
                                "blitz"));
        assertEquals(ListenAddress.LOCALHOST, options.address());
        assertEquals(9000, options.port());
        assertEquals(3, options.hosts());
        assertEquals(20, options.speed());
        assertEquals("/d", options.data().orElseThrow().toString());
        assertEquals(Optional.of("blitz"), options.scenario());
    }

    @Test
    void whatIsWrongIsNamedWithWhatIsAllowed() {
        assertEquals("--port=0 (allowed: 1-65535)", refused("--port", "0"));
        assertEquals("--port=x (allowed: 1-65535)", refused("--port", "x"));
        assertEquals("--hosts=9 (allowed: 1-8)", refused("--hosts", "9"));
        assertEquals("--speed=1001 (allowed: 1-1000)", refused("--speed", "1001"));
        assertEquals(
                "--scenario=chess (allowed: blitz, siege, party)", refused("--scenario", "chess"));
        assertTrue(refused("--port", "65535").contains("leaves no ports"));
        assertTrue(refused("--nonsense").startsWith("unknown --nonsense; usage:"));
        assertTrue(refused("--port").startsWith("--port wants a value; usage:"));
    }

    @Test
    void withoutAnAddressItIsForThisMachineAloneUnderItsNames() {
        ListenAddress address = StackOptions.parse(List.of()).address();

        assertTrue(address.bound().isLoopbackAddress());
        assertEquals("127.0.0.1", address.number());
        assertEquals("http://localhost:8080", address.http(8080).toString());
        assertEquals("ws://localhost:8081/play", address.socket(8081, "play").toString());
        assertEquals(
                List.of("http://localhost:8080", "http://127.0.0.1:8080"), address.origins(8080));
    }

    @Test
    void anAddressOfThisMachineIsWhatUrlsAndOriginsName() {
        ListenAddress address =
                StackOptions.parse(List.of("--address", "127.0.0.1", "--port", "9000")).address();

        assertEquals("127.0.0.1", address.number());
        assertEquals("http://127.0.0.1:9000", address.http(9000).toString());
        assertEquals("ws://127.0.0.1:9001/play", address.socket(9001, "play").toString());
        assertEquals(List.of("http://127.0.0.1:9000"), address.origins(9000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "kitchen.example",
                "",
                "192.168.1",
                "127.0.0.01",
                "127.0.0.1:80",
                "::1",
                "[::1]",
                "::ffff:127.0.0.1",
                "256.0.0.1"
            })
    void whatIsNoAddressAsBrowsersWriteItIsRefused(String text) {
        assertEquals(
                "--address="
                        + text
                        + " (allowed: an IPv4 address of this machine, such as 192.168.1.20)",
                refused("--address", text));
    }

    /** The first is for documents alone (RFC 5737), the others are nobody's and everybody's. */
    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7", "224.0.0.1", "255.255.255.255"})
    void anAddressThatThisMachineHasNotIsRefused(String text) {
        assertEquals(
                "--address="
                        + text
                        + " is no address of this machine (allowed: an IPv4 address of this"
                        + " machine, such as 192.168.1.20)",
                refused("--address", text));
    }

    @Test
    void everyAddressAtOnceIsNoneThatAPhoneCanOpen() {
        assertEquals(
                "--address=0.0.0.0 is no address that a phone can open: name one of this machine,"
                        + " such as 192.168.1.20",
                refused("--address", "0.0.0.0"));
    }
}
