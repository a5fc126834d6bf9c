package dev.atrium.game.party;

import dev.atrium.message.Message;

/**
 * A round as it is kept for good: how often people and the robot were right.
 *
 * @param round from 1
 * @param questionId of the pool
 * @param difficulty that it was meant to have
 * @param players who had part
 * @param answered who wrote an answer
 * @param correctWritten who wrote the correct one
 * @param eliminationVotes votes for what is the robot's
 * @param robotNamed how many of them named the robot's
 * @param robotEliminated whether it was voted out
 * @param finalVotes votes for what is correct
 * @param votesCorrect how many of them were right
 * @param votesRobot how many took the robot's for correct
 */
public record RoundPlayed(
        int round,
        String questionId,
        Difficulty difficulty,
        int players,
        int answered,
        int correctWritten,
        int eliminationVotes,
        int robotNamed,
        boolean robotEliminated,
        int finalVotes,
        int votesCorrect,
        int votesRobot)
        implements Message {}
