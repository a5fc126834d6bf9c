package dev.atrium.localstack.scenario.party;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What everybody was told of a round when it was over.
 *
 * @param round from 1
 * @param questionId of the pool
 * @param correctAnswer as shown
 * @param robotAnswer as shown
 * @param answers in the order shown, with their authors
 * @param suspicions votes of the elimination by text
 * @param eliminated what was voted out, if anything
 * @param tie whether several had the most votes there
 * @param votes of the voting by text
 * @param scores by player's name
 * @param standings by player's name, after it
 */
public record RoundTold(
        int round,
        String questionId,
        String correctAnswer,
        String robotAnswer,
        List<Answer> answers,
        SortedMap<String, Integer> suspicions,
        Optional<String> eliminated,
        boolean tie,
        SortedMap<String, Integer> votes,
        SortedMap<String, Points> scores,
        SortedMap<String, Standing> standings) {

    /**
     * An answer, and whose it is.
     *
     * @param type {@code player}, {@code correct} or {@code robot}
     * @param authors names
     */
    public record Answer(String text, String type, List<String> authors) {}

    /**
     * What a round brought.
     *
     * @param correct for having written or found the correct answer
     * @param identified for having named the robot's
     * @param received for votes on one's own answer
     * @param fooled 0 or less, for having taken the robot's for correct
     * @param total their sum
     */
    public record Points(int correct, int identified, int received, int fooled, int total) {}

    /**
     * Where somebody stands.
     *
     * @param score points so far
     * @param place from 1
     */
    public record Standing(int score, int place) {}
}
