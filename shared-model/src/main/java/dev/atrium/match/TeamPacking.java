package dev.atrium.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Chooses tickets that fill all teams exactly, each whole in one. For that only their sizes count.
 * One for each ticket that is looked at; not thread-safe.
 */
final class TeamPacking {
    /** Teams tried for one ticket; beyond that the others count as not fitting. */
    static final int STEPS_MAX = 10_000;

    /**
     * Ways to make up a team of each size, the largest parties first: who is alone fits in last.
     */
    private static final List<List<int[]>> SPLITS = allSplits();

    private final TeamShape shape;
    private final int[] atLeast = new int[WaitingTicket.PLAYERS_MAX + 1];
    private final Search search;

    /** Around a ticket, which is in one of the teams. */
    TeamPacking(TeamShape shape, WaitingTicket ticket) {
        this.shape = shape;
        this.search = new Search(shape);
        atLeast[ticket.players()]++;
    }

    /**
     * Whether some of these fill the teams, that ticket among them.
     *
     * @param available how many tickets there are of each size, that one included
     */
    boolean isFilledFrom(int[] available) {
        return isFilled(atLeast, available);
    }

    /**
     * Those who play: each in turn is taken, if those behind him can fill what is left.
     *
     * @param meeting that ticket first; tickets of which some fill the teams
     */
    List<WaitingTicket> fill(List<WaitingTicket> meeting) {
        int[] taken = new int[atLeast.length];
        int[] left = new int[atLeast.length];
        meeting.forEach(ticket -> left[ticket.players()]++);
        List<WaitingTicket> chosen = new ArrayList<>();
        int players = 0;
        for (WaitingTicket ticket : meeting) {
            int size = ticket.players();
            taken[size]++;
            // Left has him in it still: it is the most there can be of his size.
            if (players + size <= shape.players() && (chosen.isEmpty() || isFilled(taken, left))) {
                chosen.add(ticket);
                players += size;
            } else {
                taken[size]--;
                left[size]--;
            }
        }
        return chosen;
    }

    /**
     * How each team is made up of sizes if exactly these fill all of them.
     *
     * @param sizes how many tickets there are of each size
     * @return for each team how many of each size; empty if they do not fill the teams
     */
    static Optional<List<int[]>> exactly(TeamShape shape, int[] sizes) {
        Search search = new Search(shape);
        if (!search(search, sizes, sizes, 0, 0)) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(search.chosen).mapToObj(search.splits::get).toList());
    }

    private boolean isFilled(int[] least, int[] most) {
        int available = 0;
        for (int size = 1; size < most.length; size++) {
            available += size * most[size];
        }
        if (available < shape.players()) {
            return false;
        }
        if (isFilledBySingles(least, most)) {
            return true;
        }
        return search(search, least, most, 0, 0);
    }

    /** What is so most of the time: one ticket must be in, and the rest can be single players. */
    private boolean isFilledBySingles(int[] least, int[] most) {
        int tickets = 0;
        int players = 0;
        for (int size = 1; size < least.length; size++) {
            tickets += least[size];
            players += size * least[size];
        }
        return tickets == 1
                && players <= shape.size()
                && most[1] - least[1] >= shape.players() - players;
    }

    /** What all steps of a search share. */
    private static final class Search {
        private final List<int[]> splits;

        /** The split of each team, by its number. */
        private final int[] chosen;

        private int steps;

        Search(TeamShape shape) {
            this.splits = SPLITS.get(shape.size());
            this.chosen = new int[shape.teams()];
        }
    }

    /**
     * Gives one team after the other a split. While some tickets must be in, the next team is one
     * with the largest of them; the rest come in the order of the list, since teams are alike.
     *
     * @param least of each size that the teams from here on must have
     * @param most of each size that is there still
     * @param team the next
     * @param from the first split that it may have once nobody must be in
     */
    private static boolean search(Search search, int[] least, int[] most, int team, int from) {
        int must = largest(least);
        if (team == search.chosen.length) {
            return must == 0;
        }
        for (int i = must == 0 ? from : 0; i < search.splits.size(); i++) {
            int[] split = search.splits.get(i);
            if ((must == 0 || split[must] > 0) && isWithin(split, most)) {
                if (++search.steps > STEPS_MAX) {
                    return false;
                }
                int[] leastThen = least.clone();
                int[] mostThen = most.clone();
                for (int size = 1; size < split.length; size++) {
                    leastThen[size] = Math.max(0, least[size] - split[size]);
                    mostThen[size] -= split[size];
                }
                search.chosen[team] = i;
                if (search(search, leastThen, mostThen, team + 1, must == 0 ? i : 0)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isWithin(int[] split, int[] most) {
        for (int size = 1; size < split.length; size++) {
            if (split[size] > most[size]) {
                return false;
            }
        }
        return true;
    }

    /** The largest size that there is one of; 0 if there is none. */
    private static int largest(int[] counts) {
        int size = counts.length - 1;
        while (size > 0 && counts[size] == 0) {
            size--;
        }
        return size;
    }

    private static List<List<int[]>> allSplits() {
        List<List<int[]>> all = new ArrayList<>();
        for (int size = 0; size <= TeamShape.SIZE_MAX; size++) {
            List<int[]> splits = new ArrayList<>();
            split(size, size, new int[WaitingTicket.PLAYERS_MAX + 1], splits);
            all.add(List.copyOf(splits));
        }
        return List.copyOf(all);
    }

    private static void split(int left, int largest, int[] counts, List<int[]> found) {
        if (left == 0) {
            found.add(counts.clone());
            return;
        }
        for (int size = Math.min(left, largest); size >= 1; size--) {
            counts[size]++;
            split(left - size, size, counts, found);
            counts[size]--;
        }
    }
}
