package dev.atrium.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes teams as equal in skill as can be: where there are few tickets the best of all ways, else
 * the best that exchanging two tickets of a size leads to. For one match; not thread-safe.
 */
final class TeamBalance {
    /** Of a search for the best way; beyond that, the best found so far stays. */
    private static final int STEPS_MAX = 5_000;

    /** Exchanges of two tickets at most. */
    private static final int EXCHANGES_MAX = 20;

    private final TeamShape shape;
    private final int count;

    /** The largest tickets first, and of equals the best. */
    private final int[] order;

    private final int[] players;
    private final long[] strength;
    private int[] best;
    private long bestSpread;
    private int steps;

    private TeamBalance(TeamShape shape, List<WaitingTicket> tickets, List<int[]> splits) {
        this.shape = shape;
        this.count = tickets.size();
        this.players = tickets.stream().mapToInt(WaitingTicket::players).toArray();
        this.strength = tickets.stream().mapToLong(TeamBalance::strength).toArray();
        List<Integer> largestFirst = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            largestFirst.add(i);
        }
        largestFirst.sort(
                Comparator.<Integer>comparingInt(i -> -players[i])
                        .thenComparingLong(i -> -strength[i])
                        .thenComparingInt(i -> i));
        this.order = largestFirst.stream().mapToInt(i -> i).toArray();
        this.best = dealt(splits);
        this.bestSpread = spread(sums(best));
    }

    /**
     * The team of each ticket, from 0, in the order of the tickets.
     *
     * @return empty if the tickets do not fill the teams exactly, each whole in one
     */
    static Optional<List<Integer>> teams(TeamShape shape, List<WaitingTicket> tickets) {
        int[] sizes = new int[WaitingTicket.PLAYERS_MAX + 1];
        tickets.forEach(ticket -> sizes[ticket.players()]++);
        return TeamPacking.exactly(shape, sizes)
                .map(splits -> new TeamBalance(shape, tickets, splits).balanced());
    }

    private List<Integer> balanced() {
        for (int i = 0; i < EXCHANGES_MAX && bestSpread > 0 && exchange(); i++) {}
        search(0, new int[count], new int[shape.teams()], new long[shape.teams()]);
        return Arrays.stream(best).boxed().toList();
    }

    private static long strength(WaitingTicket ticket) {
        return (long) ticket.players() * ticket.skill();
    }

    /** Each in turn to the weakest team that has room for one of his size. */
    private int[] dealt(List<int[]> splits) {
        int[] team = new int[count];
        long[] sums = new long[shape.teams()];
        int[][] room = splits.stream().map(int[]::clone).toArray(int[][]::new);
        for (int i : order) {
            int weakest = -1;
            for (int t = 0; t < room.length; t++) {
                if (room[t][players[i]] > 0 && (weakest < 0 || sums[t] < sums[weakest])) {
                    weakest = t;
                }
            }
            room[weakest][players[i]]--;
            sums[weakest] += strength[i];
            team[i] = weakest;
        }
        return team;
    }

    private long[] sums(int[] team) {
        long[] sums = new long[shape.teams()];
        for (int i = 0; i < count; i++) {
            sums[team[i]] += strength[i];
        }
        return sums;
    }

    private static long spread(long[] sums) {
        long strongest = sums[0];
        long weakest = sums[0];
        for (long sum : sums) {
            strongest = Math.max(strongest, sum);
            weakest = Math.min(weakest, sum);
        }
        return strongest - weakest;
    }

    /** Exchanges the two of a size that bring the teams closest together. */
    private boolean exchange() {
        long[] sums = sums(best);
        int[] pair = {-1, -1};
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count; j++) {
                if (best[i] != best[j] && players[i] == players[j]) {
                    long moved = strength[i] - strength[j];
                    sums[best[i]] -= moved;
                    sums[best[j]] += moved;
                    long spread = spread(sums);
                    sums[best[i]] += moved;
                    sums[best[j]] -= moved;
                    if (spread < bestSpread) {
                        bestSpread = spread;
                        pair[0] = i;
                        pair[1] = j;
                    }
                }
            }
        }
        if (pair[0] < 0) {
            return false;
        }
        int team = best[pair[0]];
        best[pair[0]] = best[pair[1]];
        best[pair[1]] = team;
        return true;
    }

    /** Tries all ways, but for those that differ only in which of two empty teams is which. */
    private void search(int at, int[] team, int[] filled, long[] sums) {
        if (bestSpread == 0 || ++steps > STEPS_MAX) {
            return;
        }
        if (at == count) {
            if (spread(sums) < bestSpread) {
                bestSpread = spread(sums);
                best = team.clone();
            }
            return;
        }
        int i = order[at];
        boolean isFirst = false;
        for (int t = 0; t < filled.length && !isFirst; t++) {
            isFirst = filled[t] == 0;
            if (filled[t] + players[i] <= shape.size()) {
                filled[t] += players[i];
                sums[t] += strength[i];
                team[i] = t;
                search(at + 1, team, filled, sums);
                filled[t] -= players[i];
                sums[t] -= strength[i];
            }
        }
    }
}
