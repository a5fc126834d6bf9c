package dev.atrium.host.room;

import dev.atrium.host.connection.Connection;
import dev.atrium.wire.RoomMessages;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/**
 * An operator's hold on a room's time. No tick comes while it lasts, so the journal has nothing to
 * tell of it: inputs that come all the same (who is here, who is gone) apply at the tick at which
 * the room stands. It is this owner's alone, and ends with it. On the room's thread.
 */
final class RoomFreeze {
    private static final Logger LOG = LoggerFactory.getLogger(RoomFreeze.class);
    private static final long MS_NANOS = 1_000_000;

    private final Room room;
    private final RoomServices services;
    private final RoomVoice voice;
    private boolean on;
    private long sinceNanos;
    private long untilNanos;
    private long endsAtMs;

    RoomFreeze(Room room, RoomServices services, RoomVoice voice) {
        this.room = room;
        this.services = services;
        this.voice = voice;
    }

    boolean isOn() {
        return on;
    }

    /** From now on, for so long at most; if it is on, only its end is another. */
    void begin(long forMs, long nowNanos) {
        sinceNanos = on ? sinceNanos : nowNanos;
        on = true;
        untilNanos = nowNanos + forMs * MS_NANOS;
        endsAtMs = services.wallClock().millis() + forMs;
        room.pulse().frozen(true);
        room.tellAll(new RoomMessages.RoomFrozen(endsAtMs));
        LOG.atInfo().addKeyValue("room", room.roomId()).log("frozen at tick {}", room.tick());
    }

    /** Time goes on as after a gap, if it was held. */
    void end(@Nullable RoomPlay play, long nowNanos) {
        if (on && play != null) {
            on = false;
            room.pulse().frozen(false);
            room.tellAll(new RoomMessages.RoomUnfrozen());
            play.goOn(nowNanos, nowNanos - sinceNanos);
            LOG.atInfo().addKeyValue("room", room.roomId()).log("goes on at tick {}", room.tick());
        }
    }

    /** Runs the play, or only keeps it; says when it is due next. */
    long run(RoomPlay play, long nowNanos) {
        if (on && nowNanos < untilNanos) {
            return Math.min(untilNanos, play.stand(nowNanos));
        }
        end(play, nowNanos);
        return play.run(nowNanos);
    }

    /** Who comes meanwhile is told. */
    void tell(Connection connection) {
        if (on) {
            RoomMessages.RoomFrozen frozen = new RoomMessages.RoomFrozen(endsAtMs);
            voice.answer(connection, Optional.empty(), frozen, room.tick());
        }
    }
}
