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

    /**
     * Takes a seat from who has it, for good: it counts as given up from now on, and the room ends
     * his session. The rules are not asked again.
     *
     * @param seat one that is taken
     */
    void unseat(int seat);
}
