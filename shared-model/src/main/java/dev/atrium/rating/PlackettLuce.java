package dev.atrium.rating;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Weng-Lin with the Plackett-Luce model, for matches of many: R. Weng and C.-J. Lin, "A Bayesian
 * Approximation Method for Online Ranking" (Journal of Machine Learning Research 12, 2011),
 * algorithm 4. Letters as there: A_q is how many teams share the rank of q, C_q are those of that
 * rank and of worse ones, and the factor γ of a team's shrinking is its σ over c.
 *
 * <p>All of it scales: with every number that is in points times ten, every result is times ten.
 *
 * @param newcomer whose rating the paper has as 25, 25/3; without volatility
 * @param beta how much the performance of one team varies from match to match, in points, above 0;
 *     half of a newcomer's uncertainty in the paper
 * @param kappa what of a variance one match leaves at least, above 0, at most 1; 0.0001 in the
 *     paper
 * @param tau uncertainty that a day of absence adds, in points, 0 and more: its square to the
 *     square. The paper has no time
 * @param shownDeviations 0 to 10
 */
public record PlackettLuce(
        Rating newcomer, double beta, double kappa, double tau, double shownDeviations)
        implements RatingSystem {
    /** Teams of one match; the sums take the square of it. */
    public static final int TEAMS_MAX = 100;

    /** Players of one team. */
    public static final int MEMBERS_MAX = 100;

    private static final double DAY_MS = TimeUnit.DAYS.toMillis(1);

    public PlackettLuce {
        Rating.require("volatility", newcomer.volatility(), 0, 0);
        Rating.require("beta", beta, Rating.UNCERTAINTY_MIN, Rating.UNCERTAINTY_MAX);
        Rating.require("kappa", kappa, 0.000_000_001, 1);
        Rating.require("tau", tau, 0, Rating.UNCERTAINTY_MAX);
        Rating.require("shownDeviations", shownDeviations, 0, 10);
    }

    /**
     * A team and how it came out.
     *
     * @param members their ratings, 1 to {@value #MEMBERS_MAX}
     * @param place 1 and more, lower is better; those who tie share one
     */
    public record Team(List<Rating> members, int place) {
        public Team {
            members = List.copyOf(members);
            if (members.isEmpty() || members.size() > MEMBERS_MAX) {
                throw new IllegalArgumentException(
                        members.size() + " members (allowed: 1 to " + MEMBERS_MAX + ")");
            }
            if (place < 1) {
                throw new IllegalArgumentException("place=" + place + " (allowed: 1 and more)");
            }
        }

        private double mean() {
            return Sums.ofRising(members.stream().mapToDouble(Rating::mean).toArray());
        }

        private double variance() {
            return Sums.ofRising(members.stream().mapToDouble(PlackettLuce::variance).toArray());
        }
    }

    private static double variance(Rating rating) {
        return rating.uncertainty() * rating.uncertainty();
    }

    @Override
    public int playersMax() {
        return TEAMS_MAX;
    }

    @Override
    public List<Rating> rate(List<Placed> players) {
        List<Team> teams =
                players.stream().map(p -> new Team(List.of(p.rating()), p.place())).toList();
        return rateTeams(teams).stream().map(List::getFirst).toList();
    }

    /**
     * The ratings after a match of teams, in the order of teams and members. Each of them has the
     * same bits whatever that order is.
     *
     * @param teams 2 to {@value #TEAMS_MAX}
     */
    public List<List<Rating>> rateTeams(List<Team> teams) {
        if (teams.size() < 2 || teams.size() > TEAMS_MAX) {
            throw new IllegalArgumentException(
                    teams.size() + " teams (allowed: 2 to " + TEAMS_MAX + ")");
        }
        FullRanking ranking = ranking(teams);
        List<List<Rating>> rated = new ArrayList<>(teams.size());
        for (int i = 0; i < teams.size(); i++) {
            rated.add(rated(teams.get(i), ranking, i));
        }
        return List.copyOf(rated);
    }

    private FullRanking ranking(List<Team> teams) {
        return FullRanking.of(
                teams.stream().mapToDouble(Team::mean).toArray(),
                teams.stream().mapToDouble(Team::variance).toArray(),
                teams.stream().mapToInt(Team::place).toArray(),
                beta);
    }

    /** The last step: what a team's change is to each of its members, by his part in its doubt. */
    private List<Rating> rated(Team team, FullRanking ranking, int index) {
        double c = ranking.c();
        double variance = team.variance();
        double omega = variance / c * ranking.omega(index);
        double gamma = StrictMath.sqrt(variance) / c;
        double delta = gamma * (variance / (c * c)) * ranking.delta(index);
        List<Rating> rated = new ArrayList<>(team.members().size());
        for (Rating member : team.members()) {
            double part = variance(member) / variance;
            double left = StrictMath.sqrt(Math.max(1 - part * delta, kappa));
            double mean = member.mean() + part * omega;
            rated.add(Rating.bounded(mean, member.uncertainty() * left, 0));
        }
        return List.copyOf(rated);
    }

    @Override
    public Rating afterAbsence(Rating rating, long absentMs) {
        double days = Math.max(0, absentMs) / DAY_MS;
        double before = rating.uncertainty();
        double after = StrictMath.sqrt(before * before + tau * tau * days);
        return rating.withUncertainty(Math.max(before, Math.min(after, newcomer.uncertainty())));
    }
}
