package dev.atrium.localstack.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

class LoadOptionsTest {
    private static LoadOptions parse(String line) {
        return LoadOptions.parse(List.of(line.split(" ", -1)));
    }

    private static String refusal(String line) {
        String message =
                assertThrows(IllegalArgumentException.class, () -> parse(line)).getMessage();
        assertEquals(1, message.lines().count());
        return message;
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        LoadOptions options = parse("--rooms 3 --bots 20");

        assertEquals(3, options.rooms());
        assertEquals(20, options.bots());
        assertEquals("arena.practice", options.game());
        assertEquals(20, options.warmUpS());
        assertEquals(20, options.seconds());
        assertEquals(10, options.rate());
        assertTrue(options.compact());
        assertEquals(Optional.empty(), options.json());
    }

    @Test
    void everythingCanBeSaid() {
        LoadOptions options =
                parse(
                        "--rooms 80 --bots 12 --game arena.blitz --seconds 9 --warm-up 0 --rate 20"
                                + " --wire json --threads 2 --connect-rate 50 --json out.json");

        assertEquals("arena.blitz", options.game());
        assertEquals(9, options.seconds());
        assertEquals(0, options.warmUpS());
        assertEquals(20, options.rate());
        assertFalse(options.compact());
        assertEquals(2, options.threads());
        assertEquals(50, options.connectRate());
        assertEquals(Optional.of(Path.of("out.json").toAbsolutePath()), options.json());
    }

    @Test
    void whoOnlyConnectsNeedsNoWarmUp() {
        LoadOptions options = parse("--connected 10000");

        assertEquals(Optional.of(10_000), options.connected());
        assertEquals(500, options.connectRate());
        assertEquals(0, options.warmUpS());
    }

    @Test
    void badArgumentsSayInOneLineWhatIsAllowed() {
        assertEquals("--rooms=0 (allowed: 1-2000)", refusal("--rooms 0 --bots 4"));
        assertEquals("--rooms=many (allowed: 1-2000)", refusal("--rooms many --bots 4"));
        assertEquals("--bots=21 (allowed: 1-20)", refusal("--rooms 1 --bots 21"));
        assertEquals("--rate=51 (allowed: 1-50)", refusal("--rooms 1 --bots 1 --rate 51"));
        assertEquals(
                "--wire=xml (allowed: compact, json)", refusal("--rooms 1 --bots 1 --wire xml"));
        assertEquals(
                "--game=chess (allowed: arena.blitz, arena.siege, arena.practice)",
                refusal("--rooms 1 --bots 1 --game chess"));
        assertEquals("--connected goes without --rooms", refusal("--connected 5 --rooms 1"));
        assertTrue(refusal("--connected 50000").contains("= 120 s (allowed: at most 55"));
        assertTrue(refusal("--seconds").startsWith("--seconds wants a value; usage: "));
        assertTrue(refusal("--rooms 2").startsWith("--rooms and --bots are wanted; usage: "));
        assertTrue(refusal("--fast").startsWith("unknown --fast; usage: "));
    }
}
