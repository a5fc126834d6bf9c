package dev.atrium.game.arena;

import dev.atrium.game.GameContractTest;
import dev.atrium.game.GameFixture;

import java.util.List;

/** Siege passes the contract, with all that it has beside Blitz in a few seconds. */
class SiegeContractTest extends GameContractTest {
    @Override
    protected GameFixture fixture() {
        return ArenaFixture.siege(Modes.QUICK_SIEGE, List.of(3L, 4L), 1_200);
    }
}
