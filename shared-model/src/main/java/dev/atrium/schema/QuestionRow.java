package dev.atrium.schema;

import org.jspecify.annotations.Nullable;

/**
 * A question of the party game. Loading writes what stands in the project's file, and leaves the
 * counters alone; settlement raises the counters, and nothing else.
 *
 * @param questionId the key: lower-case letters, digits and hyphens
 * @param questionText what is asked
 * @param correctAnswer as it is shown
 * @param robotAnswer as it is shown
 * @param type {@code text} or {@code picture}
 * @param imageUrl a picture's path; null if it has none
 * @param imageAlt what the picture shows; null if it has none
 * @param difficulty {@code easy}, {@code medium} or {@code hard}
 * @param createdAtMs wall time of its first loading
 * @param revision of the file that last changed it; older files do not
 * @param retired whether it has left the file, and is not dealt any more
 * @param timesAsked rounds that were played with it
 * @param peopleAnswered who wrote an answer, over all rounds
 * @param peopleCorrect who wrote the correct one
 * @param finalVotes votes for what is correct
 * @param votesCorrect how many of them were right
 * @param votesRobot how many took the robot's for correct
 * @param eliminationVotes votes for what is the robot's
 * @param robotNamed how many of them named the robot's
 * @param robotEliminated rounds in which the robot's answer was voted out
 */
public record QuestionRow(
        String questionId,
        String questionText,
        String correctAnswer,
        String robotAnswer,
        String type,
        @Nullable String imageUrl,
        @Nullable String imageAlt,
        String difficulty,
        long createdAtMs,
        int revision,
        boolean retired,
        long timesAsked,
        long peopleAnswered,
        long peopleCorrect,
        long finalVotes,
        long votesCorrect,
        long votesRobot,
        long eliminationVotes,
        long robotNamed,
        long robotEliminated) {}
