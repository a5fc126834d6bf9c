package dev.atrium.functions.party;

import dev.atrium.game.party.PartyMode;
import dev.atrium.identity.Player;
import dev.atrium.message.Message;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The lobby's messages about rooms that are found by a code, as the protocol names them. */
public final class PartyMessages {
    /** What is opened if no game is named. */
    static final String GAME = "party.robots";

    private PartyMessages() {}

    /**
     * Opens a room.
     *
     * @param game its id; {@value #GAME} if left out
     * @param playerName how the caller wants to be shown; without it he is a screen, and looks on
     * @param playerIcon his icon; that of his session if left out
     * @param gameMode a name of {@link PartyMode}; {@code 8-round} if left out
     */
    public record CreateRoom(
            Optional<String> game,
            Optional<String> playerName,
            Optional<String> playerIcon,
            Optional<String> gameMode)
            implements Message {
        public CreateRoom {
            playerName = playerName.map(Player::normaliseName);
            playerIcon.ifPresent(Player::requireIcon);
            gameMode.ifPresent(CreateRoom::requireMode);
        }

        /** Which game is opened. */
        public String gameId() {
            return game.orElse(GAME);
        }

        /** How long it is. */
        public PartyMode mode() {
            return gameMode.flatMap(PartyMode::of).orElse(PartyMode.SHORT);
        }

        private static void requireMode(String name) {
            if (PartyMode.of(name).isEmpty()) {
                String allowed =
                        Arrays.stream(PartyMode.values())
                                .map(PartyMode::wireName)
                                .collect(Collectors.joining(", "));
                throw new IllegalArgumentException("gameMode (allowed: " + allowed + ")");
            }
        }
    }

    /**
     * Wants to play in a room, or to come back to it.
     *
     * @param roomCode as it was typed
     * @param playerName how he wants to be shown
     * @param playerIcon his icon
     */
    public record JoinRoom(String roomCode, String playerName, String playerIcon)
            implements Message {
        public JoinRoom {
            playerName = Player.normaliseName(playerName);
            Player.requireIcon(playerIcon);
        }
    }

    /**
     * Wants to look on.
     *
     * @param roomCode as it was typed
     */
    public record Watch(String roomCode) implements Message {}

    /**
     * The room is there; what remains is to enter it.
     *
     * @param roomId the room
     * @param roomCode by which others find it
     * @param game its game
     * @param ticket opens the room to this caller
     * @param direct the WebSocket address of the room's host
     */
    public record RoomReady(
            String roomId, String roomCode, String game, String ticket, String direct)
            implements Message {
        @Override
        public String toString() {
            return "RoomReady[roomId=" + roomId + ", ticket hidden]";
        }
    }
}
