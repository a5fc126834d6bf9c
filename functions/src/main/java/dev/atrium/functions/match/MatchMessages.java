package dev.atrium.functions.match;

import dev.atrium.match.Entrant;
import dev.atrium.match.SiegeSlots;
import dev.atrium.match.WaitReason;
import dev.atrium.match.WaitingTicket;
import dev.atrium.message.Message;

import java.util.Optional;
import java.util.SortedMap;

/** The lobby's messages about matches, as the protocol names them. */
public final class MatchMessages {
    /** The action that asks for a match. */
    static final String MATCHMAKE = "matchmake";

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
            if (!Entrant.isNonceHash(nonceHash)) {
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
     * @param party whether he queues with all of his party, which he leads; not, if left out
     * @param join whether he would rather play in a room that runs, with others who would; not, if
     *     left out, and only in games whose rooms may be joined
     * @param latencies to regions in ms, as his client has measured them; anywhere, if left out
     */
    public record Options(
            int warriors,
            Optional<Boolean> bots,
            Optional<Boolean> stakes,
            Optional<Boolean> late,
            Optional<Boolean> party,
            Optional<Boolean> join,
            Optional<SortedMap<String, Integer>> latencies)
            implements Message {
        /** A way beyond this is none. */
        private static final int LATENCY_MS_MAX = 10_000;

        public Options {
            int most = isIn(late) ? SiegeSlots.WARRIORS_PER_PLAYER_MAX : Entrant.WARRIORS_MAX;
            if (warriors < 1 || warriors > most) {
                throw new IllegalArgumentException(
                        "The field options.warriors must be 1 to " + most + ".");
            }
            latencies.ifPresent(Options::requireLatencies);
        }

        private static void requireLatencies(SortedMap<String, Integer> latencies) {
            boolean good =
                    latencies.size() <= WaitingTicket.REGIONS_MAX
                            && latencies.keySet().stream().allMatch(WaitingTicket::isRegion)
                            && latencies.values().stream()
                                    .allMatch(ms -> ms >= 0 && ms <= LATENCY_MS_MAX);
            if (!good) {
                throw new IllegalArgumentException(
                        "The field options.latencies must be up to "
                                + WaitingTicket.REGIONS_MAX
                                + " regions with 0 to "
                                + LATENCY_MS_MAX
                                + " ms each.");
            }
        }

        /** Whether house bots may fill the match. */
        public boolean wantsBots() {
            return isIn(bots);
        }

        /** Whether he plays for stakes. */
        public boolean forStakes() {
            return isIn(stakes);
        }

        /** Whether he queues with his party. */
        public boolean withParty() {
            return isIn(party);
        }

        /** Whether he would rather play in a room that runs. */
        public boolean joins() {
            return isIn(join);
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
     * @param waiting how many tickets wait in all
     * @param waitedMs since when, 0 if he does not
     * @param why he still waits, if he does
     * @param roomId of his match, if he has one that is not over
     */
    public record MatchmakingStatus(
            String game,
            boolean queued,
            int waiting,
            long waitedMs,
            Optional<Why> why,
            Optional<String> roomId)
            implements Message {}

    /**
     * Why somebody still waits.
     *
     * @param code such as {@code too-few-players}
     * @param have players who may meet him now, he among them
     * @param need players that start a match
     * @param changesInMs when that may change although nobody comes
     */
    public record Why(String code, int have, int need, Optional<Long> changesInMs)
            implements Message {
        static Why of(WaitReason reason) {
            return new Why(
                    reason.code().word(),
                    reason.have(),
                    reason.need(),
                    reason.changesInMs().isPresent()
                            ? Optional.of(reason.changesInMs().getAsLong())
                            : Optional.empty());
        }
    }

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
