package dev.atrium.board;

/** Points of a party game on average, as they are shown. */
public final class PartyAverage {
    private static final long HUNDREDTHS = 100;

    private PartyAverage() {}

    /**
     * Points a game on average, in hundredths of a point, rounded half up.
     *
     * @param totalScore 0 and more
     * @param played 1 and more
     */
    public static long hundredths(long totalScore, long played) {
        if (totalScore < 0 || played < 1) {
            throw new IllegalArgumentException(
                    "totalScore (allowed: 0 and more), played (allowed: 1 and more)");
        }
        long rest = totalScore % played * HUNDREDTHS;
        long floor = totalScore / played * HUNDREDTHS + rest / played;
        return rest % played >= played - rest % played ? floor + 1 : floor;
    }
}
