package dev.atrium.localstack.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class JournalCostTest {
    private final List<String> printed = new ArrayList<>();
    private final List<Boolean> written = new ArrayList<>();
    private final ArrayDeque<Double> cpuSeconds = new ArrayDeque<>();
    private int entered = 3;

    private LoadReport played(LoadOptions options, boolean journals) {
        written.add(journals);
        return new LoadReport(
                options,
                3,
                entered,
                new Tally(),
                new Usage(cpuSeconds.remove(), 0, 0),
                new ProcessFigures.Memory(1, 1),
                Optional.empty(),
                0);
    }

    private JournalCost of(String line) {
        List<String> words = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
        return JournalCost.of(words, this::played, printed::add);
    }

    private String refusal(String line) {
        return assertThrows(IllegalArgumentException.class, () -> of(line)).getMessage();
    }

    @Test
    void roundsBeginInTurnAndTheMedianOfTheirSharesIsTold() throws Exception {
        // With, without; without, with; with, without.
        cpuSeconds.addAll(List.of(11.0, 10.0, 20.0, 26.0, 10.0, 10.0));

        JournalCost.Cost cost = of("--rounds 3").measure();

        assertEquals(List.of(true, false, false, true, true, false), written);
        assertEquals(0.1, cost.share(), 1e-9);
        assertTrue(cost.complete());
        assertEquals(8, printed.size());
        assertTrue(
                printed.getFirst().startsWith("80 rooms of 20, arena.practice; 20 s"), "arena-20");
        assertEquals(
                "host, all rounds: 47.00 CPU s with journals, 40.00 without; journals add 10.0 %"
                        + " (median of 3 rounds, 0.0 to 30.0)",
                printed.getLast());
    }

    @Test
    void whatIsSaidOfTheLoadIsTaken() throws Exception {
        cpuSeconds.addAll(List.of(1.0, 1.0));
        entered = 2;

        JournalCost.Cost cost = of("--rooms 4 --rounds 1 --bots 5 --seconds 7").measure();

        assertTrue(
                printed.getFirst().startsWith("4 rooms of 5, arena.practice; 20 s to warm up, 7"));
        assertTrue(printed.get(1).endsWith("; NOT everybody came in and stayed"), printed.get(1));
        assertFalse(cost.complete());
    }

    @Test
    void aBadArgumentIsSaidInOneLine() {
        assertEquals("--rounds=0 (allowed: 1-50)", refusal("--rounds 0"));
        assertTrue(refusal("--rounds").startsWith("--rounds wants a value; usage: "));
        assertEquals("--connected and --json are for load/run alone", refusal("--json x"));
        assertTrue(refusal("--rooms 3").startsWith("--rooms and --bots are wanted; usage: "));
        assertTrue(refusal("--fast").startsWith("unknown --fast; usage: "));
    }
}
