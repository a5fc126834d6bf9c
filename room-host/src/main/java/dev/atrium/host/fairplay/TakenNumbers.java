package dev.atrium.host.fairplay;

import java.util.Arrays;

/**
 * Which numbers of a seat were taken by this owner of its room, and what the last of them wanted.
 * Tells a number that went back from one that was sent again.
 *
 * <p>Numbers up to the highest that was heard when its player came here last are never judged: he
 * sends again what he does not know to be stored, and another owner may have taken it. Above them a
 * number goes back in two ways: it was taken, and comes again for something else; or it was passed
 * by higher ones so long ago that nothing can have held it up.
 */
final class TakenNumbers {
    private static final int PARTS = 2;

    private final int passedMax;
    private final long[] numbers;
    private final int[] wanted;

    /** First and last of each run of numbers that were left out, in the order of their passing. */
    private final long[] passed;

    private int taken;
    private int runs;
    private long highest;
    private long heard;
    private long floor;

    TakenNumbers(FairPlayLimits limits) {
        this.passedMax = limits.passedMax();
        this.numbers = new long[limits.rememberedCommands()];
        this.wanted = new int[limits.rememberedCommands()];
        this.passed = new long[limits.passedRanges() * PARTS];
    }

    /** A number has come, whatever becomes of it. */
    void heard(long number) {
        heard = Math.max(heard, number);
    }

    /**
     * Its player came, or came back.
     *
     * @param applied the highest number that the room has applied, whoever owned it then
     */
    void came(long applied) {
        highest = Math.max(highest, applied);
        floor = Math.max(highest, heard);
        Arrays.fill(passed, 0);
    }

    /** The room took a number above all that it had taken. */
    void took(long number, int wants) {
        long first = Math.max(highest, floor) + 1;
        if (number > first) {
            int at = Math.floorMod(runs++, passed.length / PARTS) * PARTS;
            passed[at] = first;
            passed[at + 1] = number - 1;
        }
        highest = Math.max(highest, number);
        int at = Math.floorMod(taken++, numbers.length);
        numbers[at] = number;
        wanted[at] = wants;
    }

    /** A number came that is not above all that were taken; whether it went back. */
    boolean wentBack(long number, int wants) {
        if (number <= floor) {
            return false;
        }
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] == number) {
                return wanted[i] != wants;
            }
        }
        return highest - number > passedMax && wasPassed(number);
    }

    private boolean wasPassed(long number) {
        for (int at = 0; at < passed.length; at += PARTS) {
            if (passed[at] <= number && number <= passed[at + 1]) {
                return true;
            }
        }
        return false;
    }
}
