package dev.atrium.host.bridge;

import dev.atrium.message.Message;

import java.util.concurrent.CompletionStage;

/** Something outside that rooms ask. Any thread; does not block. */
@FunctionalInterface
public interface Bridge {
    /**
     * Asks it. A room asks one thing after the other, and the same again after it was taken over,
     * or when it did not hear the answer: that must do no harm.
     *
     * @param roomId who asks
     * @param wanted of the room's vocabulary
     * @return an answer of the room's vocabulary; fails if it cannot be had now: it is asked again
     */
    CompletionStage<Message> ask(String roomId, Message wanted);
}
