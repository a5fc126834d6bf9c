package dev.atrium.game.arena;

import java.util.Arrays;

/**
 * How much a bot may still command: the rules count more than 30 moves a second as cheating,
 * whoever sends them, and a bot keeps well below. Mutable, of one bot.
 */
final class CommandBudget {
    /** In any second of game time. */
    static final int COMMANDS_MAX = 20;

    /** The rest is for who is about to leave the field. */
    private static final int THOUGHTS_MAX = 17;

    private static final int SECOND_TICKS = 60;

    /** When the last ones were sent, in a ring. */
    private final long[] sent = new long[COMMANDS_MAX];

    private int next;

    CommandBudget() {
        Arrays.fill(sent, Long.MIN_VALUE / 2);
    }

    /** Whether a warrior may be commanded for a reason that can wait. */
    boolean allowsThought(long tick) {
        return fewerThan(THOUGHTS_MAX, tick);
    }

    /** Whether a warrior may be commanded at all. */
    boolean allows(long tick) {
        return fewerThan(COMMANDS_MAX, tick);
    }

    void spend(long tick) {
        sent[next] = tick;
        next = (next + 1) % COMMANDS_MAX;
    }

    private boolean fewerThan(int count, long tick) {
        return sent[(next + COMMANDS_MAX - count) % COMMANDS_MAX] <= tick - SECOND_TICKS;
    }
}
