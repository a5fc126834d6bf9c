package dev.atrium.rating;

import java.util.List;

/**
 * Glicko-2, for matches of two: M. Glickman, "Example of the Glicko-2 system" (2013; the iteration
 * of step 5 as in 2022). Steps are named after that paper, Greek letters too.
 *
 * <p>A match is a rating period of its own here. The time since the last one was counted before it,
 * as absence, so that both players are known as well as they are at that moment.
 *
 * @param newcomer whose rating the paper has as 1500, 350, 0.06
 * @param tau how much the volatility may change, the paper says 0.3 to 1.2; here 0.1 to 2
 * @param periodMs wall time in which somebody's skill changes by his volatility, 1 minute and more
 * @param shownDeviations 0 to 10
 */
public record Glicko2(Rating newcomer, double tau, long periodMs, double shownDeviations)
        implements RatingSystem {
    /** Step 2: how many points are 1 on the scale of the sums. */
    static final double SCALE = 173.7178;

    /** Its logarithm is taken; of a player who never changes nothing would be left to change. */
    public static final double VOLATILITY_MIN = 0.000_001;

    /** In one rating period, so that it ends. */
    public static final int GAMES_MAX = 1_000;

    /**
     * Differences beyond it (on the scale; 3,474 points) count as this one. The stronger wins all
     * but two of a thousand million games, and beyond that only the numbers would suffer.
     */
    private static final double DIFFERENCE_MAX = 20;

    private static final double WIN = 1;
    private static final double DRAW = 0.5;
    private static final double LOSS = 0;

    public Glicko2 {
        Rating.require("volatility", newcomer.volatility(), VOLATILITY_MIN, Rating.VOLATILITY_MAX);
        Rating.require("tau", tau, 0.1, 2);
        Rating.require("shownDeviations", shownDeviations, 0, 10);
        if (periodMs < 60_000) {
            throw new IllegalArgumentException("periodMs=" + periodMs + " (allowed: 60000 and on)");
        }
    }

    /**
     * A game as one of its two players sees it.
     *
     * @param opponent his rating before the period
     * @param score 1 for a win, 0.5 for a draw, 0 for a loss
     */
    public record Game(Rating opponent, double score) {
        public Game {
            Rating.require("score", score, LOSS, WIN);
        }
    }

    /** What steps 3 and 4 make of the games of a period. */
    private record Evidence(double information, double surprise) {}

    @Override
    public int playersMax() {
        return 2;
    }

    @Override
    public List<Rating> rate(List<Placed> players) {
        if (players.size() != 2) {
            throw new IllegalArgumentException(players.size() + " players (allowed: 2)");
        }
        Placed one = players.getFirst();
        Placed other = players.getLast();
        return List.of(rate(one, other), rate(other, one));
    }

    private Rating rate(Placed player, Placed opponent) {
        int order = Integer.compare(opponent.place(), player.place());
        double score = order > 0 ? WIN : order == 0 ? DRAW : LOSS;
        return rate(player.rating(), List.of(new Game(opponent.rating(), score)), 0);
    }

    /**
     * The rating of a player after a rating period: steps 2 to 8.
     *
     * @param player his rating before it, with a volatility of {@link #VOLATILITY_MIN} and more
     * @param games of the period, at most {@value #GAMES_MAX}; none if he was absent
     * @param periods how many periods' growth of uncertainty comes with them, 0 and more: 1 in the
     *     paper, 0 where the time was counted before
     */
    public Rating rate(Rating player, List<Game> games, double periods) {
        Rating.require("volatility", player.volatility(), VOLATILITY_MIN, Rating.VOLATILITY_MAX);
        Rating.require("periods", periods, 0, Double.MAX_VALUE);
        if (games.size() > GAMES_MAX) {
            throw new IllegalArgumentException(
                    games.size() + " games (allowed: " + GAMES_MAX + ")");
        }
        if (games.isEmpty()) {
            return afterPeriods(player, periods);
        }
        double phi = player.uncertainty() / SCALE;
        Evidence evidence = evidence(player, games);
        double v = 1 / evidence.information;
        double delta = v * evidence.surprise;
        double sigma = Volatility.after(player.volatility(), phi, v, delta, tau);
        double bounded = Math.clamp(sigma, VOLATILITY_MIN, Rating.VOLATILITY_MAX);
        double grown = grown(player, bounded, periods) / SCALE;
        double variance = 1 / (1 / (grown * grown) + evidence.information);
        return Rating.bounded(
                player.mean() + SCALE * variance * evidence.surprise,
                SCALE * StrictMath.sqrt(variance),
                bounded);
    }

    /** Steps 3 and 4; in rising order, so that the order of games does not matter. */
    private static Evidence evidence(Rating player, List<Game> games) {
        double[] information = new double[games.size()];
        double[] surprise = new double[games.size()];
        for (int i = 0; i < games.size(); i++) {
            Game game = games.get(i);
            double g = g(game.opponent().uncertainty() / SCALE);
            double difference = (player.mean() - game.opponent().mean()) / SCALE;
            double expected = expected(g * difference);
            information[i] = g * g * expected * (1 - expected);
            surprise[i] = g * (game.score() - expected);
        }
        return new Evidence(Sums.ofRising(information), Sums.ofRising(surprise));
    }

    private static double g(double phi) {
        return 1 / StrictMath.sqrt(1 + 3 * phi * phi / (StrictMath.PI * StrictMath.PI));
    }

    private static double expected(double difference) {
        double bounded = Math.clamp(difference, -DIFFERENCE_MAX, DIFFERENCE_MAX);
        return 1 / (1 + StrictMath.exp(-bounded));
    }

    @Override
    public Rating afterAbsence(Rating rating, long absentMs) {
        return afterPeriods(rating, Math.max(0, absentMs) / (double) periodMs);
    }

    /** Step 6 alone. */
    private Rating afterPeriods(Rating rating, double periods) {
        return rating.withUncertainty(grown(rating, rating.volatility(), periods));
    }

    /** Step 6, in points: never beyond a newcomer's, and never less than it was. */
    private double grown(Rating rating, double volatility, double periods) {
        double change = SCALE * volatility;
        double before = rating.uncertainty();
        double after = StrictMath.sqrt(before * before + change * change * periods);
        return Math.max(before, Math.min(after, newcomer.uncertainty()));
    }
}
