package dev.atrium.settle;

import dev.atrium.proof.Outcome;
import dev.atrium.rating.Ladder;
import dev.atrium.rating.Ladders;
import dev.atrium.rating.Placed;
import dev.atrium.rating.Rating;
import dev.atrium.schema.RatingRow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What of an outcome is rated: which people met, and who of them came before whom. House bots are
 * nobody's opponents, so places are among people alone.
 *
 * @param roomId of which room
 * @param ladder on which it counts
 * @param finishedAtMs wall time at which it ended
 * @param players best first, each once
 */
public record RatedMatch(
        String roomId, Ladder ladder, long finishedAtMs, List<RatedPlayer> players) {
    /** The step that rates all who met: each player's rating depends on all of them. */
    public static final String STEP = "rate";

    /**
     * Matches of more people are not rated. The step is one transaction of at most 100 actions: two
     * of its own, and for each player his row and the check that he still is one.
     */
    public static final int PLAYERS_MAX = 49;

    /** A seat that had no part in the game keeps 0 of it; games that do not keep it have none. */
    private static final String PLAYED = "played";

    private static final String FORFEITED = "forfeited";

    private static final Comparator<Outcome.OutcomePlace> BEST_FIRST =
            Comparator.comparing(RatedMatch::isForfeited)
                    .thenComparingInt(Outcome.OutcomePlace::place);

    public RatedMatch {
        players = List.copyOf(players);
        if (players.size() < 2 || players.size() > PLAYERS_MAX) {
            throw new IllegalArgumentException(
                    players.size() + " players (allowed: 2 to " + PLAYERS_MAX + ")");
        }
    }

    /**
     * Somebody who was there.
     *
     * @param playerId who
     * @param place among the people, 1 and more; those who tie share one
     */
    public record RatedPlayer(String playerId, int place) {}

    /**
     * What of an outcome is rated. Who forfeited comes behind all others. Nothing is where no
     * ladder takes the game, where fewer than two people had part or more than {@value
     * #PLAYERS_MAX}, and where nobody has won: then no game was played to a result.
     *
     * @throws IllegalArgumentException if a place names no seat
     */
    public static Optional<RatedMatch> of(Outcome outcome, Ladders ladders) {
        if (outcome.standings().stream().noneMatch(place -> place.place() == 1)) {
            return Optional.empty();
        }
        List<RatedPlayer> players = players(outcome);
        if (players.size() > PLAYERS_MAX) {
            return Optional.empty();
        }
        return ladders.of(outcome.game(), players.size())
                .map(
                        ladder ->
                                new RatedMatch(
                                        outcome.roomId(), ladder, outcome.finishedAt(), players));
    }

    private static List<RatedPlayer> players(Outcome outcome) {
        List<Outcome.OutcomePlace> ordered = new ArrayList<>(outcome.standings());
        ordered.sort(BEST_FIRST);
        List<RatedPlayer> players = new ArrayList<>();
        Set<String> known = new HashSet<>();
        Outcome.OutcomePlace before = null;
        int place = 0;
        for (Outcome.OutcomePlace each : ordered) {
            Outcome.OutcomeSeat seat = outcome.seat(each.seat());
            boolean played = each.statistics().getOrDefault(PLAYED, 1L) > 0;
            if (seat.bot() || !played || !known.add(seat.playerId())) {
                continue;
            }
            if (before == null || BEST_FIRST.compare(before, each) != 0) {
                place = players.size() + 1;
            }
            players.add(new RatedPlayer(seat.playerId(), place));
            before = each;
        }
        return players;
    }

    private static boolean isForfeited(Outcome.OutcomePlace place) {
        return place.statistic(FORFEITED) > 0;
    }

    /** The ids of those who met. */
    public List<String> playerIds() {
        return players.stream().map(RatedPlayer::playerId).toList();
    }

    /**
     * The rows of all who met, after it, in the order of the players.
     *
     * @param before their rows on this ladder before it, by player; who has none is a newcomer
     */
    public List<RatingRow> rated(Map<String, RatingRow> before) {
        List<RatingRow> rows = new ArrayList<>();
        List<Placed> placed = new ArrayList<>();
        for (RatedPlayer player : players) {
            RatingRow row = before.get(player.playerId());
            if (row == null) {
                row =
                        RatingRow.none(
                                player.playerId(),
                                ladder.id(),
                                ladder.system().newcomer(),
                                finishedAtMs);
            }
            rows.add(row);
            placed.add(new Placed(asOfThen(row), player.place()));
        }
        List<Rating> ratings = ladder.system().rate(placed);
        List<RatingRow> after = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            after.add(rows.get(i).after(ratings.get(i), finishedAtMs));
        }
        return List.copyOf(after);
    }

    /** Outcomes may be settled in another order than they ended in: then nobody was absent. */
    private Rating asOfThen(RatingRow row) {
        return ladder.system().afterAbsence(row.rating(), finishedAtMs - row.lastPlayedAtMs());
    }
}
