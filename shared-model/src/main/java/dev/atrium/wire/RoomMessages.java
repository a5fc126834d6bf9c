package dev.atrium.wire;

import dev.atrium.game.Presence;
import dev.atrium.message.InputLimit;
import dev.atrium.message.Message;
import dev.atrium.message.Vocabulary;
import dev.atrium.message.WireName;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The messages that every room speaks, whatever game it plays. Games add their own. */
public interface RoomMessages {
    /** What clients send to every room, with how much of it each connection may send. */
    Vocabulary FROM_CLIENTS =
            Vocabulary.of(List.of(Enter.class, Resume.class, Leave.class, Ping.class));

    /**
     * A client enters with its ticket. Each is a signature to check and a room to look for; a
     * connection may be in eight rooms, and may try twice for each at once.
     *
     * @param ticket as it came with {@code match-found}
     * @param nonce 64 hex digits; its SHA-256 was given when queueing. Rooms that people join by a
     *     code ask for none
     * @param token the session token; wanted when the ticket has been entered with before
     * @param protocol the version that the client speaks; today's if left out
     */
    @InputLimit(messages = 2, burst = 16, bytesMax = 4_096)
    record Enter(
            String ticket, Optional<String> nonce, Optional<String> token, Optional<Long> protocol)
            implements Message {
        public Enter {
            if (nonce.isPresent() && !nonce.get().matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("nonce (allowed: 64 lower-case hex digits)");
            }
        }
    }

    /**
     * A client comes back to a seat that it has.
     *
     * @param roomId which room
     * @param lastEpoch the epoch of the last message that it has
     * @param lastSeq the number of that message
     * @param token the session token
     */
    @InputLimit(messages = 2, burst = 16, bytesMax = 4_096)
    record Resume(String roomId, long lastEpoch, long lastSeq, Optional<String> token)
            implements Message {
        public Resume {
            if (lastEpoch < 0 || lastSeq < 0) {
                throw new IllegalArgumentException("lastEpoch and lastSeq (allowed: 0 and more)");
            }
        }
    }

    /** A client gives its seat up. */
    @InputLimit(messages = 2, burst = 16, bytesMax = 512)
    record Leave() implements Message {}

    /** A client asks for an echo; {@code t} is whatever it likes. */
    @InputLimit(messages = 5, burst = 20, bytesMax = 512)
    record Ping(long t) implements Message {}

    /** The echo, with the server's wall clock in milliseconds. */
    record Pong(long t, long serverTime) implements Message {}

    /**
     * The answer to {@link Resume}.
     *
     * @param epoch of the stream that goes on now
     * @param tick of the room
     * @param events that follow at once, each with the number that it had
     * @param complete whether these are all that was missed
     * @param rewoundTo the tick from which another owner went on since; what was told after it may
     *     never have been
     */
    record Resumed(long epoch, long tick, int events, boolean complete, Optional<Long> rewoundTo)
            implements Message {}

    /** The answer to {@code leave}. */
    @WireName("left")
    record LeftRoom() implements Message {}

    /** Somebody at a seat, as others are told. */
    record PlayerInfo(
            int seat, String playerId, String name, String icon, boolean bot, Presence presence) {}

    /** Everybody at a seat, after a change. */
    record PlayersUpdate(List<PlayerInfo> players) implements Message {}

    /** Somebody took a seat. */
    record PlayerJoined(int seat, String playerId, String name, String icon, boolean bot)
            implements Message {}

    /** Somebody gave a seat up. */
    record PlayerLeft(int seat) implements Message {}

    /**
     * A player lost his part by what was counted against him: he may watch, and not act any more.
     *
     * @param reason the last thing that was counted, such as {@code speed}
     */
    record PlayerForfeited(int seat, String reason) implements Message {}

    /** The host could not keep up: game time slipped by so many wall milliseconds. */
    record TimeSlip(long ms) implements Message {}

    /**
     * An operator holds the room's time: commands are refused until it goes on.
     *
     * @param endsAt server milliseconds at which it goes on by itself at the latest
     */
    record RoomFrozen(long endsAt) implements Message {}

    /** Time goes on after an operator held it; a {@link TimeSlip} says how long that was. */
    record RoomUnfrozen() implements Message {}

    /** Views come so often from now on: half as often as the game's while the host is loaded. */
    record ViewRate(int hz) implements Message {}

    /**
     * The journal's store does not answer: what the room applies is not stored for now, and would
     * be lost with its host. Said once, and once more when it is good again. A strict room never
     * says so, since nothing leaves it that is not stored.
     *
     * @param late which of the two
     */
    record Durability(boolean late) implements Message {}

    /**
     * The answer of a strict room to a command that it has applied, and stored.
     *
     * @param seq the command's number
     */
    record Accepted(long seq) implements Message {}

    /** One line of the standings. */
    record FinalPlace(
            int seat,
            String playerId,
            String name,
            int place,
            SortedMap<String, Long> statistics) {}

    /** A line of the standings of a game with points, of somebody who had part in it. */
    record FinalScore(
            String playerId, String playerName, String playerIcon, long score, int place) {}

    /**
     * The game is over and its outcome is stored.
     *
     * @param outcomeHash SHA-256 of the signed document
     * @param winner the names of place 1, joined by {@code " & "}; empty if nobody has won
     * @param winners the players of place 1, in the same order
     * @param finalStandings in a game with points, as its own messages name them; else empty
     */
    record GameComplete(
            String outcomeHash,
            String stateHash,
            long ticks,
            String reason,
            List<FinalPlace> standings,
            String winner,
            List<String> winners,
            List<FinalScore> finalStandings)
            implements Message {}

    /** The room is no more. */
    record RoomClosed(String reason) implements Message {}

    /** A gateway connection is about to be cut off; direct sockets get a close code instead. */
    record Closing(int code, String reason) implements Message {}

    /** Another host owns the room: connect there and enter again. */
    record RoomMoved(String direct, long epoch) implements Message {}
}
