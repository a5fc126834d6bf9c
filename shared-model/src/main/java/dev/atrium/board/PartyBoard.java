package dev.atrium.board;

import dev.atrium.schema.PartyBoardRow;
import dev.atrium.schema.PartyTotalsRow;
import dev.atrium.schema.PlayerRow;

/** The board {@code party}: by wins, then by points a game on average. */
public final class PartyBoard {
    /** The board's name, in paths and keys. */
    public static final String NAME = "party";

    /**
     * Wins beyond this rank as this many; with them the score is below 2^53, up to which a double
     * holds every whole number. One game after the other, that takes fifteen years.
     */
    public static final long WINS_MAX = 900_718;

    /** Averages beyond this rank as this one; no game brings 10,000 points. */
    public static final long AVERAGE_MAX = 9_999;

    /** Averages rank in millionths of a point, rounded down. */
    private static final long MILLIONTHS = 1_000_000;

    private static final long HUNDREDTHS = 100;
    private static final long WIN = (AVERAGE_MAX + 1) * MILLIONTHS;

    private PartyBoard() {}

    /**
     * What ranks: wins first, then the average, whatever their sizes. Averages that differ by less
     * than a millionth of a point are the same; those of two players who have played a thousand
     * games each never are, unless they are equal.
     *
     * @param wins 0 and more
     * @param totalScore points in all games, 0 and more
     * @param played how many games, 1 and more
     */
    public static long score(long wins, long totalScore, long played) {
        requireSums(wins, totalScore, played);
        long average = scaled(totalScore, played, MILLIONTHS);
        return Math.min(wins, WINS_MAX) * WIN + Math.min(average, WIN - 1);
    }

    /**
     * Points a game on average, in hundredths of a point, rounded half up: as it is shown.
     *
     * @param totalScore 0 and more
     * @param played 1 and more
     */
    public static long averageHundredths(long totalScore, long played) {
        requireSums(0, totalScore, played);
        long floor = scaled(totalScore, played, HUNDREDTHS);
        // What the floor left, against a half of the divisor.
        long rest = Math.floorMod(Math.floorMod(totalScore, played) * HUNDREDTHS, played);
        return rest >= played - rest ? floor + 1 : floor;
    }

    /** A player's row as his totals stand; its version is theirs. */
    public static PartyBoardRow row(PlayerRow player, PartyTotalsRow totals) {
        return new PartyBoardRow(
                NAME,
                player.playerId(),
                player.name(),
                player.icon(),
                score(totals.wins(), totals.totalScore(), totals.played()),
                totals.wins(),
                averageHundredths(totals.totalScore(), totals.played()),
                totals.played(),
                totals.correctAnswers(),
                totals.robotsIdentified(),
                totals.version());
    }

    /** {@code totalScore / played * scale}, rounded down; the whole part apart, for the range. */
    private static long scaled(long totalScore, long played, long scale) {
        return totalScore / played * scale + totalScore % played * scale / played;
    }

    private static void requireSums(long wins, long totalScore, long played) {
        if (wins < 0 || totalScore < 0 || played < 1) {
            throw new IllegalArgumentException(
                    "wins and totalScore (allowed: 0 and more), played (allowed: 1 and more)");
        }
    }
}
