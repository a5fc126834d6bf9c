package dev.atrium.game;

import dev.atrium.message.Message;

import java.util.List;

/** A house bot: decides from what its seat is shown. Called by one thread. */
public interface Bot {
    /**
     * What to do now.
     *
     * @param tick the room's tick
     * @param view what the seat is shown at that tick
     * @return commands in order, at most 8
     */
    List<PlayerCommand> decide(long tick, Message view);
}
