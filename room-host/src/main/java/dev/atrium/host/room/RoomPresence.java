package dev.atrium.host.room;

import dev.atrium.game.Audience;
import dev.atrium.game.GameInfo;
import dev.atrium.game.Input;
import dev.atrium.game.Presence;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Seat;
import dev.atrium.game.Verdict;
import dev.atrium.host.loop.Scheduled;
import dev.atrium.wire.RoomMessages;

import java.util.function.Function;

/**
 * Who is here, gone or has left, as the play is told of it and the players are. On the room's
 * thread.
 */
final class RoomPresence {
    /** Who was there when another owner played has so long to come to this one. */
    private static final long BACK_NANOS = 5_000_000_000L;

    private final RoomSeats seats;
    private final RoomVoice voice;
    private final RoomMachine machine;
    private final Function<Input, Verdict> play;
    private final boolean tellsOfPlayers;
    private long backDueNanos = Scheduled.NEVER;

    /**
     * Of a play.
     *
     * @param play applies an input at the current tick, and journals it
     */
    RoomPresence(
            RoomSeats seats, RoomVoice voice, RoomMachine machine, Function<Input, Verdict> play) {
        this.seats = seats;
        this.voice = voice;
        this.machine = machine;
        this.play = play;
        this.tellsOfPlayers = machine.game().info().company() == GameInfo.Company.TOLD_BY_ROOM;
    }

    /** Who is not here when the play begins does not count as here. */
    void open() {
        for (RoomSeats.Place place : seats.all()) {
            // Who has left by now has no part in the play.
            if (!place.left() && !place.isHere()) {
                var _ = play.apply(new Input.PresenceChanged(place.index(), Presence.GONE));
            }
        }
    }

    /** Another owner played until now: his players are given time to come back. */
    void awaitBack(long nowNanos) {
        backDueNanos = nowNanos + BACK_NANOS;
    }

    /** Somebody takes a seat while it plays, if the game lets him. */
    Verdict joins(Seat seat) {
        return play.apply(new Input.Joined(seat));
    }

    void back(int seat) {
        changed(new Input.PresenceChanged(seat, Presence.HERE));
    }

    void gone(int seat) {
        changed(new Input.PresenceChanged(seat, Presence.GONE));
    }

    void left(int seat) {
        if (play.apply(new Input.Left(seat)) instanceof Verdict.Accepted && tellsOfPlayers) {
            voice.tellAll(machine.tick(), new RoomMessages.PlayerLeft(seat));
        }
    }

    /** The rules took a seat away: its player is told, after what they said of it, and goes. */
    void unseated(int seat) {
        seats.all().stream()
                .filter(place -> place.index() == seat)
                .forEach(place -> voice.dismiss(place, machine.tick()));
    }

    private void changed(Input input) {
        if (play.apply(input) instanceof Verdict.Accepted) {
            tell();
        }
    }

    /** Tells everybody who is here. */
    void tell() {
        if (!tellsOfPlayers) {
            return;
        }
        voice.event(
                machine.tick(), Audience.ALL, new RoomMessages.PlayersUpdate(PlayerList.of(seats)));
    }

    /** Whoever had time to come back and did not is gone. */
    void countOutWhoIsNotBack(long nowNanos) {
        if (nowNanos < backDueNanos) {
            return;
        }
        backDueNanos = Scheduled.NEVER;
        for (RoomSeats.Place place : seats.all()) {
            if (!place.isHere() && !place.left()) {
                gone(place.index());
            }
        }
    }

    /** Who came and went while nothing was applied has done so now. */
    void catchUp() {
        for (RoomSeats.Place place : seats.all()) {
            if (place.left()) {
                left(place.index());
            } else if (place.isHere()) {
                back(place.index());
            } else if (backDueNanos == Scheduled.NEVER) {
                gone(place.index());
            }
        }
    }

    /** When that is to be looked at next. */
    long due() {
        return backDueNanos;
    }
}
