package dev.atrium.game.party;

import dev.atrium.message.Message;

import java.util.List;
import java.util.Optional;

/**
 * What somebody is told first when he enters, or comes back.
 *
 * @param roomCode by which others find the room
 * @param players as in {@link PartyEvents.PlayersUpdate}
 * @param isHost whether it is he who may start, kick and lock
 * @param you his own things; none for who only watches
 */
public record RoomJoined(
        String roomCode, List<PartyEvents.PartyPlayer> players, boolean isHost, Optional<You> you)
        implements Message {

    /**
     * A player's own things.
     *
     * @param answer what he answered in this round, in the plain text that it became
     * @param eliminationVote the text that he voted for in this round's elimination
     * @param finalVote the text that he voted for in this round's voting
     */
    public record You(
            int seat,
            String playerId,
            String playerName,
            String playerIcon,
            Optional<String> answer,
            Optional<String> eliminationVote,
            Optional<String> finalVote)
            implements Message {}
}
