package dev.atrium.localstack.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** The same load with journals and without, on hosts of its own. */
class JournalCostIT {
    private static List<String> words(String line) {
        return List.of(line.split(" ", -1));
    }

    @Test
    void bothRunsOfARoundArePlayedAndTheirCpuIsPrinted() throws Exception {
        List<String> printed = new ArrayList<>();
        JournalCost.Cost cost =
                JournalCost.of(
                                words("--rounds 1 --rooms 2 --bots 4 --warm-up 0 --seconds 1"),
                                printed::add)
                        .measure();

        assertTrue(cost.complete(), printed.toString());
        JournalCost.Round round = cost.rounds().getFirst();
        for (LoadReport report : List.of(round.written(), round.unwritten())) {
            assertEquals(8, report.entered());
            assertTrue(report.usage().host() > 0);
            assertTrue(report.viewsPerClientAndSecond() > 5, printed.toString());
        }
        // Twenty a second and room, give or take what a busy machine makes of one second.
        assertTrue(round.written().appends() >= 2 * 10, printed.toString());
        assertEquals(0, round.unwritten().appends());
        assertEquals(4, printed.size());
        assertTrue(printed.getLast().contains("journals add "), printed.toString());
    }

    @Test
    void aBadArgumentIsSaidInOneLine() {
        assertEquals(
                "--rounds=0 (allowed: 1-50)",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> JournalCost.of(words("--rounds 0"), line -> {}))
                        .getMessage());
        assertEquals(
                "--connected and --json are for load/run alone",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> JournalCost.of(words("--json x"), line -> {}))
                        .getMessage());
    }
}
