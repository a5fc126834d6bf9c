package dev.atrium.host.room;

import dev.atrium.host.loop.Scheduled;
import dev.atrium.wire.CloseCode;

/**
 * How long a room stays that is over: kept for those who ask how it came out, or until its row says
 * whose it is, and then for the last calls. On the room's thread.
 */
final class RoomClosing {
    private static final long MS_NANOS = 1_000_000;
    private static final long DISOWNED_NANOS = 60_000 * MS_NANOS;

    /** Who saw a room that has gone by now has posted within that time. */
    private static final long LAST_CALLS_NANOS = 1_000 * MS_NANOS;

    private final Room room;
    private final RoomOwnership ownership;
    private final RoomServices services;
    private final RoomVoice voice;
    private long deadlineNanos;

    RoomClosing(Room room, RoomOwnership ownership, RoomServices services, RoomVoice voice) {
        this.room = room;
        this.ownership = ownership;
        this.services = services;
        this.voice = voice;
    }

    /** It is over, and stays for so long. */
    void keep(long keptMs, long nowNanos) {
        deadlineNanos = nowNanos + keptMs * MS_NANOS;
    }

    /** Nothing more leaves; a row that does not say whose it is is not awaited for ever. */
    void awaitRow() {
        deadlineNanos = services.clock().nanoTime() + DISOWNED_NANOS;
        voice.abandon();
    }

    /** Its host leaves: what is only kept is kept no longer. */
    void hostLeaving() {
        if (!ownership.isDisowned()) {
            deadlineNanos = services.clock().nanoTime();
        }
    }

    /** Says when it is due next; when its time is over the room goes, and its journal with it. */
    long stay(long nowNanos) {
        if (nowNanos < deadlineNanos) {
            return deadlineNanos;
        }
        if (ownership.isDisowned()) {
            room.go(CloseCode.HOST_LEAVING);
        } else {
            RoomGrant ours = room.grant();
            services.ending().forget(ours.roomId(), ours.game().info().id(), ours.epoch());
            room.go(CloseCode.ROOM_OVER);
        }
        return lastCalls(nowNanos);
    }

    /** What may leave does; the rest never will. */
    void lastWords() {
        voice.flush();
        voice.abandon();
        deadlineNanos = services.clock().nanoTime() + LAST_CALLS_NANOS;
    }

    /** Who found the room just before it went is answered until then. */
    long lastCalls(long nowNanos) {
        return nowNanos < deadlineNanos ? deadlineNanos : Scheduled.DONE;
    }
}
