package dev.atrium.match;

/**
 * House bots for those who accept them.
 *
 * @param afterMs how long one waits for people before, 0 and more
 * @param warriors of people and bots together in such a match, 1 to {@value #WARRIORS_MAX}
 * @param warriorsPerBotMax 1 to {@value Entrant#WARRIORS_MAX}
 */
public record BotFill(long afterMs, int warriors, int warriorsPerBotMax) {
    /** Warriors of such a match at most: the house has a name for each of its bots. */
    public static final int WARRIORS_MAX = 24;

    public BotFill {
        if (afterMs < 0) {
            throw new IllegalArgumentException("afterMs (allowed: 0 and more)");
        }
        if (warriors < 1 || warriors > WARRIORS_MAX) {
            throw new IllegalArgumentException("warriors (allowed: 1-" + WARRIORS_MAX + ")");
        }
        if (warriorsPerBotMax < 1 || warriorsPerBotMax > Entrant.WARRIORS_MAX) {
            throw new IllegalArgumentException(
                    "warriorsPerBotMax (allowed: 1-" + Entrant.WARRIORS_MAX + ")");
        }
    }
}
