package dev.atrium.schema;

/**
 * The questions that were dealt to a room, written before the room is told: the first deal of a
 * room is its only one.
 *
 * @param roomId the key
 * @param questions JSON of {@link dev.atrium.game.party.QuestionMessages.QuestionsDealt}
 * @param dealtAtMs wall time
 * @param ttl seconds since 1970 at which the row may go: after the room
 */
public record DealtQuestionsRow(String roomId, String questions, long dealtAtMs, long ttl) {}
