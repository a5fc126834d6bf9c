package dev.atrium.game;

import dev.atrium.message.Message;

/** Where a room machine puts what came out; the shell's side of {@link Out}. */
public interface Emissions {
    /** Forgets everything: for replays. */
    Emissions NONE =
            new Emissions() {
                @Override
                public void event(long tick, Audience audience, Message event) {}

                @Override
                public void effect(long tick, Effect effect) {}
            };

    /**
     * Something happened.
     *
     * @param tick when
     * @param audience who is told
     * @param event what
     */
    void event(long tick, Audience audience, Message event);

    /**
     * Something is wanted outside; also among {@link RoomMachine#pendingEffects()} until
     * acknowledged.
     */
    void effect(long tick, Effect effect);

    /**
     * The rules took a seat from who had it.
     *
     * @param tick when
     * @param seat which
     */
    default void unseated(long tick, int seat) {}
}
