package dev.atrium.cdk.cost;

/**
 * How much is played. Immutable.
 *
 * @param play what is played
 * @param players at once in the busiest hour, 1 to {@value #PLAYERS_MAX}
 * @param meanPercent the mean of a month in percent of it, 1-100
 * @param months for how long it has been so, whose matches are kept, 1-120
 */
record Load(Play play, int players, int meanPercent, int months) {
    /** At once, at most: beyond, one region is no plan. */
    static final int PLAYERS_MAX = 1_000_000;

    /**
     * The committed day curve's mean is 24 % of its busiest minute and 34 % of its busiest hour.
     */
    static final int MEAN_PERCENT = 35;

    private static final double MILLION = 1e6;

    Load {
        require("players", players, PLAYERS_MAX);
        require("mean", meanPercent, 100);
        require("months", months, 120);
    }

    private static void require(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    "%s=%d (allowed: 1 to %d)".formatted(name, value, most));
        }
    }

    double meanPlayers() {
        return players * meanPercent / 100.0;
    }

    double playedSeconds() {
        return meanPlayers() * Prices.HOURS * 3_600;
    }

    /** Matches of a month, each counted once for each player. */
    double seatsPlayed() {
        return playedSeconds() / play.times().matchSeconds();
    }

    double matches() {
        return seatsPlayed() / play.seats();
    }

    double sessions() {
        return playedSeconds() / play.times().sessionSeconds();
    }

    double millionWrites() {
        return (seatsPlayed() * play.match().writes() + sessions() * play.session().writes())
                / MILLION;
    }

    double millionReads() {
        return (seatsPlayed() * play.match().reads() + sessions() * play.session().reads())
                / MILLION;
    }

    /** Payload to players in a month. */
    double gigabytesOut() {
        return playedSeconds() * play.traffic().out() / 1e9;
    }

    double gigabytesIn() {
        return playedSeconds() * play.traffic().in() / 1e9;
    }

    /** What tables hold of all months. */
    double gigabytesKept() {
        return seatsPlayed() * play.keptBytes() * months / 1e9;
    }
}
