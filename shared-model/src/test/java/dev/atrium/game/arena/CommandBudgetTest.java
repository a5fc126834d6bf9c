package dev.atrium.game.arena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** How much a bot may command, whatever it wants. */
class CommandBudgetTest {
    @Test
    void noSecondHasMoreThanTwentyCommands() {
        CommandBudget budget = new CommandBudget();
        List<Long> sent = new ArrayList<>();
        for (long tick = 0; tick < 600; tick++) {
            for (int i = 0; i < 8 && budget.allows(tick); i++) {
                budget.spend(tick);
                sent.add(tick);
            }
        }
        assertEquals(200, sent.size(), "20 in each of ten seconds");
        for (int i = 20; i < sent.size(); i++) {
            assertTrue(sent.get(i) - sent.get(i - 20) >= 60, "at " + sent.get(i));
        }
    }

    @Test
    void threeOfThemAreKeptForWhatCannotWait() {
        CommandBudget budget = new CommandBudget();
        for (int i = 0; i < 17; i++) {
            assertTrue(budget.allowsThought(100));
            budget.spend(100);
        }
        for (int i = 0; i < 3; i++) {
            assertFalse(budget.allowsThought(159));
            assertTrue(budget.allows(159));
            budget.spend(159);
        }
        assertFalse(budget.allows(159));
        assertTrue(budget.allowsThought(160));
    }
}
