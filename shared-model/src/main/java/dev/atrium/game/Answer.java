package dev.atrium.game;

import dev.atrium.message.Message;

/** The answer to a query. */
public sealed interface Answer {
    /** What was asked for. */
    record Found(Message message) implements Answer {}

    /**
     * It cannot be told.
     *
     * @param code kebab-case
     * @param message a sentence for people
     */
    record Declined(String code, String message) implements Answer {}
}
