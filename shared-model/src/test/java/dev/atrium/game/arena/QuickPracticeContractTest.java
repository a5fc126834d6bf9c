package dev.atrium.game.arena;

import dev.atrium.game.GameContractTest;
import dev.atrium.game.GameFixture;

import java.util.List;

/**
 * Practice on a small field, with falls, returns and an end within seconds, passes the contract.
 */
class QuickPracticeContractTest extends GameContractTest {
    @Override
    protected GameFixture fixture() {
        return ArenaFixture.practice(
                Modes.QUICK_PRACTICE, List.of(1L, 2L, 3L, 4L, 5L), 1_200, true);
    }
}
