package dev.atrium.game.arena;

import dev.atrium.game.GameContractTest;
import dev.atrium.game.GameFixture;

import java.util.List;

/** An arena in which all that Blitz has happens within ten seconds passes the contract. */
class QuickArenaContractTest extends GameContractTest {
    @Override
    protected GameFixture fixture() {
        return ArenaFixture.match(Modes.QUICK, List.of(1L, 2L, 3L), 600, 8);
    }
}
