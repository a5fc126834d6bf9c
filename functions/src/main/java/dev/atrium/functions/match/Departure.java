package dev.atrium.functions.match;

import dev.atrium.functions.edge.Functions;
import dev.atrium.wire.WireException;

import java.security.SecureRandom;

/**
 * Takes a player out of all that he waits in: his ticket, alone or with others, and his party.
 * Whoever waits with him is told. What is left of them expires by itself. Blocking, thread-safe.
 */
public final class Departure {
    private final Withdrawal withdrawal;
    private final Parties parties;

    /** Departures from the lobby of a deployment. */
    public Departure(Functions functions) {
        Summons summons = Summons.of(functions);
        this.withdrawal =
                new Withdrawal(
                        new TicketBook(functions.stores()),
                        new WaitingIndex(
                                () -> functions.stores().redis(), functions.stores().keys()),
                        summons);
        this.parties = LobbyParts.parties(functions, summons, withdrawal, new SecureRandom());
    }

    /**
     * Takes him out; a match that has been formed meanwhile stays his. May be repeated.
     *
     * @throws WireException {@code unavailable} if others change his party all the time
     */
    public void depart(String playerId) throws WireException {
        var _ = withdrawal.ofPlayer(playerId, row -> true);
        var _ = parties.leaveAny(playerId);
    }
}
