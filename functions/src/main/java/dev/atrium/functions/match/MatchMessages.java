package dev.atrium.functions.match;

import dev.atrium.match.QueueEntry;
import dev.atrium.match.SiegeSlots;
import dev.atrium.message.Message;

import java.util.Optional;

/** The lobby's messages about matches, as the protocol names them. */
public final class MatchMessages {
    private MatchMessages() {}

    /**
     * Asks for a match.
     *
     * @param game its id
     * @param nonceHash lower-case hex SHA-256 of the nonce that {@code enter} will carry
     * @param options how he wants to play
     */
    public record Matchmake(String game, String nonceHash, Options options) implements Message {
        public Matchmake {
            if (!QueueEntry.isNonceHash(nonceHash)) {
                throw new IllegalArgumentException(
                        "The field nonceHash must be 64 lower-case hex digits.");
            }
        }
    }

    /**
     * How somebody wants to play.
     *
     * @param warriors how many he enters: 1 to 3, or 1 to 5 in a siege
     * @param bots whether house bots may fill the match; not, if left out
     * @param stakes whether he plays for stakes; not, if left out
     * @param late whether he enters the siege that runs; not, if left out
     */
    public record Options(
            int warriors, Optional<Boolean> bots, Optional<Boolean> stakes, Optional<Boolean> late)
            implements Message {
        public Options {
            int most = isIn(late) ? SiegeSlots.WARRIORS_PER_PLAYER_MAX : QueueEntry.WARRIORS_MAX;
            if (warriors < 1 || warriors > most) {
                throw new IllegalArgumentException(
                        "The field options.warriors must be 1 to " + most + ".");
            }
        }

        /** Whether he enters the siege that runs. */
        public boolean isLate() {
            return isIn(late);
        }

        private static boolean isIn(Optional<Boolean> late) {
            return late.orElse(false);
        }
    }

    /** Cancels, or asks how things stand. */
    public record OfGame(String game) implements Message {}

    /**
     * He waits now.
     *
     * @param game for which game
     * @param queuedAt wall time in ms
     * @param waiting how many wait, he among them
     */
    public record MatchmakingQueued(String game, long queuedAt, int waiting) implements Message {}

    /** He waits no longer. */
    public record MatchmakingCancelled(String game) implements Message {}

    /**
     * How things stand.
     *
     * @param game for which game
     * @param queued whether he waits
     * @param waiting how many wait in all
     * @param waitedMs since when, 0 if he does not
     */
    public record MatchmakingStatus(String game, boolean queued, int waiting, long waitedMs)
            implements Message {}

    /**
     * A match was made.
     *
     * @param roomId the room
     * @param game its game
     * @param ticket opens the room to this player
     * @param direct the WebSocket address of the room's host
     * @param expiresAt wall time in ms at which the ticket ends
     */
    public record MatchFound(
            String roomId, String game, String ticket, String direct, long expiresAt)
            implements Message {
        @Override
        public String toString() {
            return "MatchFound[roomId=" + roomId + ", ticket hidden]";
        }
    }
}
