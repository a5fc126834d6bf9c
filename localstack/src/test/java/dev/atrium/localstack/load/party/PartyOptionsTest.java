package dev.atrium.localstack.load.party;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class PartyOptionsTest {
    private static PartyOptions parse(String... arguments) {
        return PartyOptions.parse(List.of(arguments));
    }

    private static String refusal(String... arguments) {
        return assertThrows(IllegalArgumentException.class, () -> parse(arguments)).getMessage();
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        PartyOptions options = parse();

        assertEquals(8_000, options.clients());
        assertEquals(new Pace(30, 12), options.pace());
        assertEquals(120, options.seconds());
        assertEquals(Optional.empty(), options.throughput());
    }

    @Test
    void gamesStartAtTheRateAtWhichRoundsEnd() {
        // A round takes 20 + 2 * 14 + 12 seconds of results.
        PartyOptions options = parse("--rooms", "120", "--answers", "20", "--votes", "14");

        assertEquals(2.0, options.starts());
        assertEquals(60, options.startS());
        assertEquals(5, parse("--rooms", "41", "--start-rate", "10").startS());
    }

    @Test
    void aThroughputNeedsNoPace() {
        PartyOptions options = parse("--throughput");

        assertEquals(Optional.of(10_000), options.throughput());
        assertEquals(50, options.startS());
        assertEquals(Optional.of(500), parse("--throughput", "--rate", "500").throughput());
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        String together = "--throughput goes with --rate, and without --answers and --votes";

        assertEquals(together, refusal("--rate", "5"));
        assertEquals(together, refusal("--throughput", "--votes", "5"));
    }

    @Test
    void whatIsWrongIsSaidInOneLine() {
        assertEquals("--players=9 (allowed: 2-8)", refusal("--players", "9"));
        assertEquals("unknown --bots; " + PartyOptions.USAGE, refusal("--bots"));
    }
}
