package dev.atrium.localstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

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
}
