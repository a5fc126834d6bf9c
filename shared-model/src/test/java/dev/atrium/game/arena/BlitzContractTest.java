package dev.atrium.game.arena;

import dev.atrium.game.GameContractTest;
import dev.atrium.game.GameFixture;

import java.util.List;

/** Blitz passes the contract, in a whole match. */
class BlitzContractTest extends GameContractTest {
    @Override
    protected GameFixture fixture() {
        return ArenaFixture.match(ArenaMode.BLITZ, List.of(2L), 5_400, 12);
    }
}
