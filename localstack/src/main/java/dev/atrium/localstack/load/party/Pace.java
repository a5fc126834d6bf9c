package dev.atrium.localstack.load.party;

import java.util.concurrent.TimeUnit;

/**
 * How long people take: each thinks for a while of his own, evenly spread from the first second to
 * the last of the span. Pure.
 *
 * @param answersS seconds after which the last has answered, 1 and more
 * @param votesS seconds after which the last has voted, 1 and more
 */
record Pace(int answersS, int votesS) {
    /** Nobody reads and answers in less, or in half of a short span. */
    private static final long READING_MS = 1_000;

    /**
     * How long somebody thinks of his answer.
     *
     * @param chance at least 0 and less than 1
     * @return milliseconds
     */
    long answerMs(double chance) {
        return within(answersS, chance);
    }

    /**
     * How long somebody thinks of his vote.
     *
     * @param chance at least 0 and less than 1
     * @return milliseconds
     */
    long voteMs(double chance) {
        return within(votesS, chance);
    }

    private static long within(int seconds, double chance) {
        long most = TimeUnit.SECONDS.toMillis(seconds);
        long least = Math.min(READING_MS, most / 2);
        return least + (long) (chance * (most - least));
    }
}
