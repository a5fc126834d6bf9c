package dev.atrium.match;

import java.util.ArrayList;
import java.util.List;

/**
 * When waiting players make a match. First people among themselves, in the order of the queue: two
 * or more, as soon as they bring all the warriors that fit, or once the second has waited long
 * enough. Then those who accept house bots and have waited long enough for people. Nobody
 * overtakes: a match of people is the longest beginning of the queue that fits.
 *
 * @param warriorsMax in one match, 6 and more; everybody brings one at least, so there are no more
 *     seats than that
 * @param gatherMs how long the second player waits for more at most
 * @param botsAfterMs how long one who accepts bots waits for people
 */
public record MatchRules(int warriorsMax, long gatherMs, long botsAfterMs) {
    /** A match of people has at least this many. */
    public static final int PEOPLE_MIN = 2;

    /** Those of {@code arena.blitz}. */
    public static final MatchRules BLITZ = new MatchRules(20, 10_000, 5_000);

    public MatchRules {
        if (warriorsMax < PEOPLE_MIN * QueueEntry.WARRIORS_MAX) {
            throw new IllegalArgumentException("warriorsMax (allowed: 6 and more)");
        }
    }

    /**
     * The matches to form now. Nobody is in two of them.
     *
     * @param waiting by rising {@code enqueuedAtMs}, each player once
     * @param nowMs wall time, on the clock of the entries
     */
    public List<MatchPlan> plan(List<QueueEntry> waiting, long nowMs) {
        List<MatchPlan> plans = new ArrayList<>();
        List<QueueEntry> rest = waiting;
        while (peopleStart(rest, nowMs)) {
            List<QueueEntry> group = longestThatFits(rest);
            plans.add(new MatchPlan(group, 0));
            rest = rest.subList(group.size(), rest.size());
        }
        List<QueueEntry> withBots = rest.stream().filter(QueueEntry::bots).toList();
        // In the order of the queue: if the first has not waited enough, nobody behind him has.
        while (!withBots.isEmpty() && waited(withBots.getFirst(), nowMs) >= botsAfterMs) {
            List<QueueEntry> group = longestThatFits(withBots);
            plans.add(new MatchPlan(group, warriorsMax - warriors(group)));
            withBots = withBots.subList(group.size(), withBots.size());
        }
        return List.copyOf(plans);
    }

    private boolean peopleStart(List<QueueEntry> waiting, long nowMs) {
        if (waiting.size() < PEOPLE_MIN) {
            return false;
        }
        return warriors(waiting) >= warriorsMax
                || waited(waiting.get(PEOPLE_MIN - 1), nowMs) >= gatherMs;
    }

    private List<QueueEntry> longestThatFits(List<QueueEntry> waiting) {
        int fit = 0;
        int sum = 0;
        for (QueueEntry entry : waiting) {
            sum += entry.warriors();
            if (sum > warriorsMax) {
                break;
            }
            fit++;
        }
        return waiting.subList(0, fit);
    }

    private static int warriors(List<QueueEntry> entries) {
        return entries.stream().mapToInt(QueueEntry::warriors).sum();
    }

    private static long waited(QueueEntry entry, long nowMs) {
        return nowMs - entry.enqueuedAtMs();
    }
}
