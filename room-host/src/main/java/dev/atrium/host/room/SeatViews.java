package dev.atrium.host.room;

import dev.atrium.game.GameInfo;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Viewer;
import dev.atrium.message.Message;

import org.jspecify.annotations.Nullable;

/**
 * What seats see of one state, for those beside the room who look through their eyes; made once
 * where all see the same. Of no use once an input or a step has changed the state. On the room's
 * thread.
 */
final class SeatViews {
    private final RoomMachine machine;
    private final boolean shared;
    private @Nullable Message view;

    /** Of the state in which that machine is now. */
    SeatViews(RoomMachine machine) {
        this.machine = machine;
        this.shared = machine.game().info().viewScope() == GameInfo.ViewScope.SHARED;
    }

    Message of(int seat) {
        Message known = view;
        if (known == null || !shared) {
            known = machine.view(Viewer.seat(seat));
            view = known;
        }
        return known;
    }
}
