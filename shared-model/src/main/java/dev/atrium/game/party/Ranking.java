package dev.atrium.game.party;

import dev.atrium.game.Standings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Who comes first: more points; but who left comes behind all who stayed, and who never played
 * behind those. Where no round was scored nobody has won, and places begin at 2. Pure.
 */
final class Ranking {
    private static final int STAYED = 0;
    private static final int LEFT = 1;
    private static final int NEVER_PLAYED = 2;

    private static final Comparator<Player> BEST_FIRST =
            Comparator.comparingInt(Ranking::group)
                    .thenComparing(Comparator.comparingInt(Player::score).reversed());

    private Ranking() {}

    private static int group(Player player) {
        if (!player.played()) {
            return NEVER_PLAYED;
        }
        return player.belongs() ? STAYED : LEFT;
    }

    /** Places of these players, best first, then by seat; those who tie share one. */
    static List<PartyEvents.PlayerScore> scores(Collection<Player> players) {
        List<PartyEvents.PlayerScore> scores = new ArrayList<>(players.size());
        for (Player player : ordered(players)) {
            scores.add(
                    new PartyEvents.PlayerScore(
                            player.id(),
                            player.name(),
                            player.icon(),
                            player.score(),
                            place(player, players)));
        }
        return scores;
    }

    /** The standings of all who ever sat. */
    static Standings standings(String reason, Collection<Player> players) {
        int ahead = players.stream().anyMatch(Player::scored) ? 0 : 1;
        List<Standings.Place> places = new ArrayList<>(players.size());
        for (Player player : ordered(players)) {
            places.add(
                    new Standings.Place(
                            player.seat(), ahead + place(player, players), player.statistics()));
        }
        return new Standings(reason, places);
    }

    private static List<Player> ordered(Collection<Player> players) {
        List<Player> ordered = new ArrayList<>(players);
        ordered.sort(BEST_FIRST.thenComparingInt(Player::seat));
        return ordered;
    }

    private static int place(Player player, Collection<Player> players) {
        int better = 0;
        for (Player other : players) {
            better += BEST_FIRST.compare(other, player) < 0 ? 1 : 0;
        }
        return better + 1;
    }
}
