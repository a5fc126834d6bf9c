package dev.atrium.functions.match;

import dev.atrium.catalog.Games;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.placement.PlacedRooms;
import dev.atrium.functions.placement.Placement;
import dev.atrium.functions.rating.RatingBook;
import dev.atrium.wire.WireException;

import java.security.SecureRandom;

/**
 * What the lobby is made of.
 *
 * @param tickets the record
 * @param index who waits, as matching sees it
 * @param matchmaker forms matches
 * @param waking has tickets looked at in time
 * @param lost finds what was lost
 * @param withdrawal takes tickets back
 * @param parties people who queue together
 * @param summons calls players to their matches
 * @param placement chooses hosts
 * @param openRooms that others may join
 * @param rooms as their rows have them
 * @param skills of players
 */
record LobbyParts(
        TicketBook tickets,
        WaitingIndex index,
        Matchmaker matchmaker,
        Waking waking,
        LostTickets lost,
        Withdrawal withdrawal,
        Parties parties,
        Summons summons,
        Placement placement,
        OpenRooms openRooms,
        PlacedRooms rooms,
        Skills skills) {

    /** The lobby of a process, whose matches go by those settings. */
    static Lobby lobby(Functions functions, MatchForming.Settings settings) {
        MatchedGames games = new MatchedGames(Games.listed());
        SecureRandom random = new SecureRandom();
        TicketBook tickets = new TicketBook(functions.stores());
        WaitingIndex index =
                new WaitingIndex(() -> functions.stores().redis(), functions.stores().keys());
        Placement placement = Placement.of(functions, random);
        Summons summons = Summons.of(functions);
        LostTickets lost = new LostTickets(tickets, index, games, functions.clock());
        Matchmaker matchmaker =
                new Matchmaker(
                        index,
                        new MatchForming(tickets, index, placement, summons, settings),
                        lost,
                        functions.clock());
        Withdrawal withdrawal = new Withdrawal(tickets, index, summons);
        return new Lobby(
                games,
                new LobbyParts(
                        tickets,
                        index,
                        matchmaker,
                        new Waking(index, matchmaker, functions.wakes(), functions.clock()),
                        lost,
                        withdrawal,
                        parties(functions, summons, withdrawal, random),
                        summons,
                        placement,
                        settings.openRooms(),
                        new PlacedRooms(functions.stores()),
                        new RatedSkills(
                                new RatingBook(
                                        functions.stores().dynamo(),
                                        functions.config().tablePrefix(),
                                        functions.clock()))),
                settings.stakes(),
                functions.poster(),
                functions.clock());
    }

    /** The parties of a process. */
    static Parties parties(
            Functions functions, Summons summons, Withdrawal withdrawal, SecureRandom random) {
        return new Parties(
                new PartyBook(functions.stores()),
                summons,
                withdrawal,
                functions.rates(),
                new Parties.Chance(
                        random, functions.clock(), playerId -> mayPlay(functions, playerId)));
    }

    private static boolean mayPlay(Functions functions, String playerId) {
        try {
            functions.accounts().admit(playerId);
            functions.bans().admit(playerId);
            return true;
        } catch (WireException e) {
            return false;
        }
    }
}
