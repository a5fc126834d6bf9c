package dev.atrium.game.arena;

import dev.atrium.game.GameContractTest;
import dev.atrium.game.GameFixture;

import java.util.List;

/** Practice passes the contract while people come and go; none of these plays ends. */
class PracticeContractTest extends GameContractTest {
    @Override
    protected GameFixture fixture() {
        return ArenaFixture.practice(ArenaMode.PRACTICE, List.of(1L, 2L), 2_400, false);
    }
}
