package dev.atrium.game;

import dev.atrium.message.Message;

/** Where a simulation puts what it wants to tell. Valid during the call it was handed to. */
public interface Out {
    /**
     * Tells something that happened; never skipped on the way to its audience.
     *
     * @param audience who is told
     * @param event what happened; holds nothing that one of the audience may not know
     */
    void event(Audience audience, Message event);

    /**
     * Wants something done outside the room.
     *
     * @param destination where
     * @param message what; of this game's vocabulary
     */
    void effect(Destination destination, Message message);
}
