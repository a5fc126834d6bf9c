package dev.atrium.escrow;

import dev.atrium.payout.Payouts;

import java.util.regex.Pattern;

/** The limits of every escrow, and the checks of what is asked for. */
public final class EscrowLimits {
    /** Entries of one room: the seats of the largest one. */
    public static final int ENTRIES_MAX = Payouts.PLAYERS_MAX;

    /** Warriors of one entry. */
    public static final int WARRIORS_MAX = 5;

    /** Entries of one player for one room, each but the last withdrawn. */
    public static final int ROUNDS_MAX = 20;

    /** In the smallest unit, for one warrior: the largest room's pot is one that can be divided. */
    public static final long FEE_MAX = Payouts.POT_MAX / (ENTRIES_MAX * WARRIORS_MAX);

    /** Of one grant, in the smallest unit. */
    public static final long GRANT_MAX = Payouts.POT_MAX;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9#-]{1,100}");

    private EscrowLimits() {}

    /**
     * A room's or a player's id: 1 to 64 letters, digits and dashes.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static String checkId(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("id (allowed: 1-64 letters, digits and dashes)");
        }
        return id;
    }

    /**
     * The key of a payment or a grant: 1 to 100 letters, digits, dashes and {@code #}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static String checkKey(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("key (allowed: 1-100 letters, digits, - and #)");
        }
        return key;
    }

    /**
     * How many warriors somebody enters with: 1 to {@value #WARRIORS_MAX}.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static int checkWarriors(int warriors) {
        return (int) checkAmount("warriors", warriors, WARRIORS_MAX);
    }

    /**
     * Which of a player's entries for a room: 0 to {@link #ROUNDS_MAX} - 1.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static int checkRound(int round) {
        if (round < 0 || round >= ROUNDS_MAX) {
            throw new IllegalArgumentException(
                    "round=" + round + " (allowed: 0 to " + (ROUNDS_MAX - 1) + ")");
        }
        return round;
    }

    /**
     * An amount: 1 to {@code max}.
     *
     * @param name of what it is
     * @throws IllegalArgumentException if it is not
     */
    public static long checkAmount(String name, long amount, long max) {
        if (amount < 1 || amount > max) {
            throw new IllegalArgumentException(
                    name + "=" + amount + " (allowed: 1 to " + max + ")");
        }
        return amount;
    }
}
