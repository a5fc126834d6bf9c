package dev.atrium.game.party;

import dev.atrium.game.GameContractTest;
import dev.atrium.game.GameFixture;

import java.util.List;

/** The party passes the contract, in games of five that are played until too few are left. */
class PartyContractTest extends GameContractTest {
    @Override
    protected GameFixture fixture() {
        return new PartyFixture(PartyFixture.people(5), List.of(1L, 2L, 3L, 4L), 3_000, 20);
    }
}
