package dev.atrium.host;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.game.arena.BlitzGame;
import dev.atrium.game.arena.Direction;
import dev.atrium.game.arena.MoveWarrior;
import dev.atrium.wire.AppliedInputs;
import dev.atrium.wire.CompactFrames;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A player in a room that plays, who numbers his commands, in either form. */
final class LimitedPlayer implements AutoCloseable {
    /** More than any limit takes of them together. */
    private static final int MOVES_MAX = 2_000;

    private static final CompactFrames FRAMES =
            new CompactFrames(new BlitzGame().compactForm().orElseThrow());

    private final TestPlayer socket;
    private final String roomId;
    private final int seat;
    private final boolean compact;
    private final AppliedInputs applied;
    private long last;

    private LimitedPlayer(TestPlayer socket, boolean compact, String roomId, int seat) {
        this.socket = socket;
        this.compact = compact;
        this.roomId = roomId;
        this.seat = seat;
        this.applied = new AppliedInputs(seat);
    }

    /** Somebody in a room of his own, where he is not fought. */
    static LimitedPlayer alone(RunningHost host, RunningHost.Guest guest, boolean compact) {
        return in(host, host.placePractice(guest), guest, compact);
    }

    static LimitedPlayer in(
            RunningHost host, String roomId, RunningHost.Guest guest, boolean compact) {
        TestPlayer socket = compact ? host.connectCompact() : host.connect();
        String token = host.session(guest);
        socket.send(
                TestPlayer.enterMessage(
                        host.ticket(roomId, guest), guest.nonceHex(), Optional.of(token)));
        JsonNode entered = socket.await("entered");
        return new LimitedPlayer(socket, compact, roomId, entered.at("/data/seat").asInt());
    }

    TestPlayer socket() {
        return socket;
    }

    String roomId() {
        return roomId;
    }

    /** The number of the last command. */
    long last() {
        return last;
    }

    /** Sends its warrior somewhere, under the next number. */
    long move(Direction direction) {
        last++;
        if (compact) {
            MoveWarrior move = new MoveWarrior(seat + "-0", direction, Optional.empty());
            socket.sendBinary(FRAMES.command(last, move));
        } else {
            socket.move(roomId, seat + "-0", direction == Direction.N ? "n" : "s", last);
        }
        return last;
    }

    /** Moves hundreds of times a second until one is refused, and tells that error. */
    JsonNode moveUntilRefused() {
        while (socket.noneOf("error", message -> true)) {
            if (last > MOVES_MAX) {
                throw new AssertionError("nothing was refused");
            }
            move(last % 2 == 0 ? Direction.N : Direction.S);
            park(2); // Else hundreds more were sent before the answer came.
        }
        return socket.error("rate-limited");
    }

    /** Waits until a view says that this one was applied, or one behind it. */
    void awaitApplied(long number) {
        if (!compact) {
            socket.await("state", view -> view.at("/applied/" + seat).asLong() >= number);
            return;
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TestPlayer.WAIT_S);
        while (applied.read(socket.binary()) < number) {
            if (System.nanoTime() > end) {
                throw new AssertionError("number " + number + " was not applied");
            }
        }
    }

    /** Sends a ping and tells what is answered to it, {@code pong} or {@code error}. */
    JsonNode ping(int t) {
        String id = "p" + t;
        socket.send("{\"action\":\"ping\",\"id\":\"%s\",\"t\":%d}".formatted(id, t));
        return socket.await(message -> message.path("id").asText().equals(id));
    }

    /** Pings, one after the other is answered, until one is refused, and tells that error. */
    JsonNode pingUntilRefused() {
        for (int t = 1; t <= MOVES_MAX; t++) {
            JsonNode answer = ping(t);
            if (answer.get("type").asText().equals("error")) {
                return answer;
            }
        }
        throw new AssertionError("nothing was refused");
    }

    /** Does as it is told: nothing until that time is over. */
    static void park(long ms) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Two in one room. */
    static List<LimitedPlayer> pair(
            RunningHost host, RunningHost.Guest one, RunningHost.Guest other) {
        String roomId = host.place(List.of(one, other), 2);
        return List.of(in(host, roomId, one, false), in(host, roomId, other, false));
    }

    @Override
    public void close() {
        socket.close();
    }
}
