package dev.atrium.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Puts tickets into teams, each whole in one. Grows by one ticket at a time, and takes none with
 * which the tickets would not fit into the teams any more. Not thread-safe.
 */
final class TeamPacking {
    /** Tries to fit tickets in; beyond that one counts as not fitting. */
    private static final int STEPS_MAX = 10_000;

    /** Rounds in which teams are made more equal. */
    private static final int ROUNDS_MAX = 20;

    private final TeamShape shape;
    private final List<WaitingTicket> tickets = new ArrayList<>();
    private int steps;

    TeamPacking(TeamShape shape) {
        this.shape = shape;
    }

    /** Whether it could be taken in. */
    boolean fits(WaitingTicket ticket) {
        List<WaitingTicket> all = new ArrayList<>(tickets);
        all.add(ticket);
        return packed(all).isPresent();
    }

    /** Takes it in, if it fits. */
    boolean add(WaitingTicket ticket) {
        return fits(ticket) && tickets.add(ticket);
    }

    /**
     * The team of each ticket, in the order in which they were taken in: as equal in skill as
     * exchanging tickets of the same size makes them.
     */
    List<Integer> teams() {
        int[] team = packed(tickets).orElseThrow();
        for (int round = 0; round < ROUNDS_MAX && exchange(team); round++) {}
        return Arrays.stream(team).boxed().toList();
    }

    /** The largest first, and of equals the best: as a first-fit that takes the weakest team. */
    private Optional<int[]> packed(List<WaitingTicket> all) {
        List<Integer> order =
                IntStream.range(0, all.size())
                        .boxed()
                        .sorted(
                                Comparator.<Integer>comparingInt(i -> -all.get(i).players())
                                        .thenComparingInt(i -> -all.get(i).skill()))
                        .toList();
        int[] team = new int[all.size()];
        steps = 0;
        return place(all, order, 0, new int[shape.teams()], new long[shape.teams()], team)
                ? Optional.of(team)
                : Optional.empty();
    }

    private boolean place(
            List<WaitingTicket> all,
            List<Integer> order,
            int at,
            int[] players,
            long[] skill,
            int[] team) {
        if (at == order.size()) {
            return true;
        }
        if (++steps > STEPS_MAX) {
            return false;
        }
        WaitingTicket ticket = all.get(order.get(at));
        List<Integer> weakestFirst =
                IntStream.range(0, shape.teams())
                        .boxed()
                        .sorted(Comparator.comparingLong(t -> skill[t]))
                        .toList();
        for (int t : weakestFirst) {
            if (players[t] + ticket.players() <= shape.size()) {
                long strength = strength(ticket);
                players[t] += ticket.players();
                skill[t] += strength;
                team[order.get(at)] = t;
                if (place(all, order, at + 1, players, skill, team)) {
                    return true;
                }
                players[t] -= ticket.players();
                skill[t] -= strength;
            }
        }
        return false;
    }

    /** Above 0, so that a team of few counts as weaker than one of more. */
    private static long strength(WaitingTicket ticket) {
        return (long) ticket.players() * (ticket.skill() - WaitingTicket.SKILL_MIN + 1);
    }

    /** Exchanges the two that bring the strongest and the weakest team closest together. */
    private boolean exchange(int[] team) {
        long[] skill = new long[shape.teams()];
        for (int i = 0; i < team.length; i++) {
            skill[team[i]] += strength(tickets.get(i));
        }
        int strongest = 0;
        int weakest = 0;
        for (int t = 1; t < skill.length; t++) {
            strongest = skill[t] > skill[strongest] ? t : strongest;
            weakest = skill[t] < skill[weakest] ? t : weakest;
        }
        long best = skill[strongest] - skill[weakest];
        int[] pair = {-1, -1};
        for (int i = 0; i < team.length; i++) {
            for (int j = 0; j < team.length; j++) {
                if (team[i] == strongest
                        && team[j] == weakest
                        && tickets.get(i).players() == tickets.get(j).players()) {
                    long moved = strength(tickets.get(i)) - strength(tickets.get(j));
                    long left = Math.abs(skill[strongest] - skill[weakest] - 2 * moved);
                    if (left < best) {
                        best = left;
                        pair = new int[] {i, j};
                    }
                }
            }
        }
        if (pair[0] < 0) {
            return false;
        }
        team[pair[0]] = weakest;
        team[pair[1]] = strongest;
        return true;
    }
}
