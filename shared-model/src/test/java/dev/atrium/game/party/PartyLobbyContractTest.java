package dev.atrium.game.party;

import dev.atrium.game.GameContractTest;
import dev.atrium.game.GameFixture;

import java.util.List;

/** The party passes the contract where nobody sits at the opening, as rooms are opened. */
class PartyLobbyContractTest extends GameContractTest {
    @Override
    protected GameFixture fixture() {
        return new PartyFixture(List.of(), List.of(1L, 2L, 3L), 2_500, 25);
    }
}
