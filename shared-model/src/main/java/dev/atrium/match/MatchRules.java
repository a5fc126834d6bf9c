package dev.atrium.match;

import java.util.ArrayList;
import java.util.List;

/** When those who wait for a game make matches of it. */
public sealed interface MatchRules {
    /** Those of {@code arena.blitz}. */
    MatchRules BLITZ = new Gathered(20, 10_000, 5_000);

    /** Those of {@code arena.practice}. */
    MatchRules PRACTICE = new AtOnce(1, 4);

    /** Warriors of one player at most, 1 to {@value QueueEntry#WARRIORS_MAX}. */
    int warriorsPerPlayerMax();

    /**
     * The matches to form now of people who may all meet. Nobody is in two of them.
     *
     * @param waiting by rising {@code enqueuedAtMs}, each player once
     * @param nowMs wall time, on the clock of the entries
     */
    List<MatchPlan> plan(List<QueueEntry> waiting, long nowMs);

    private static int warriors(List<QueueEntry> entries) {
        return entries.stream().mapToInt(QueueEntry::warriors).sum();
    }

    /**
     * People are gathered first. They make matches among themselves, in the order of the queue: two
     * or more, as soon as they bring all the warriors that fit, or once the second has waited long
     * enough. Then those who accept house bots and have waited long enough for people. Nobody
     * overtakes: a match of people is the longest beginning of the queue that fits.
     *
     * @param warriorsMax in one match, 6 and more; everybody brings one at least, so there are no
     *     more seats than that
     * @param gatherMs how long the second player waits for more at most
     * @param botsAfterMs how long one who accepts bots waits for people
     */
    record Gathered(int warriorsMax, long gatherMs, long botsAfterMs) implements MatchRules {
        /** A match of people has at least this many. */
        public static final int PEOPLE_MIN = 2;

        public Gathered {
            if (warriorsMax < PEOPLE_MIN * QueueEntry.WARRIORS_MAX) {
                throw new IllegalArgumentException("warriorsMax (allowed: 6 and more)");
            }
        }

        @Override
        public int warriorsPerPlayerMax() {
            return QueueEntry.WARRIORS_MAX;
        }

        @Override
        public List<MatchPlan> plan(List<QueueEntry> waiting, long nowMs) {
            List<MatchPlan> plans = new ArrayList<>();
            List<QueueEntry> rest = waiting;
            while (peopleStart(rest, nowMs)) {
                List<QueueEntry> group = longestThatFits(rest);
                plans.add(new MatchPlan(group, 0, QueueEntry.WARRIORS_MAX));
                rest = rest.subList(group.size(), rest.size());
            }
            List<QueueEntry> withBots = rest.stream().filter(QueueEntry::bots).toList();
            // In the order of the queue: if the first has not waited enough, nobody behind has.
            while (!withBots.isEmpty() && waited(withBots.getFirst(), nowMs) >= botsAfterMs) {
                List<QueueEntry> group = longestThatFits(withBots);
                int botWarriors = warriorsMax - warriors(group);
                plans.add(new MatchPlan(group, botWarriors, QueueEntry.WARRIORS_MAX));
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

        private static long waited(QueueEntry entry, long nowMs) {
            return nowMs - entry.enqueuedAtMs();
        }
    }

    /**
     * Nobody is waited for: each gets a room of his own at once, and house bots if he accepts them.
     * For games that others may enter while they run: who would rather join a room that runs is to
     * be placed there before a plan is made, and then never comes here.
     *
     * @param warriorsPerPlayerMax of the player, and of each bot, 1 to {@value
     *     QueueEntry#WARRIORS_MAX}
     * @param warriorsWithBots in a match with bots, his among them; more than he can bring
     */
    record AtOnce(int warriorsPerPlayerMax, int warriorsWithBots) implements MatchRules {
        public AtOnce {
            if (warriorsPerPlayerMax < 1 || warriorsPerPlayerMax > QueueEntry.WARRIORS_MAX) {
                throw new IllegalArgumentException(
                        "warriorsPerPlayerMax (allowed: 1-" + QueueEntry.WARRIORS_MAX + ")");
            }
            if (warriorsWithBots <= warriorsPerPlayerMax) {
                throw new IllegalArgumentException("warriorsWithBots leave bots no room");
            }
        }

        @Override
        public List<MatchPlan> plan(List<QueueEntry> waiting, long nowMs) {
            return waiting.stream()
                    .map(
                            entry ->
                                    new MatchPlan(
                                            List.of(entry),
                                            entry.bots() ? warriorsWithBots - entry.warriors() : 0,
                                            warriorsPerPlayerMax))
                    .toList();
        }
    }

    /**
     * People alone: whoever waits plays with the others who wait, as soon as a table is full, or
     * once there are enough and the last of those has waited for more. For games without house
     * bots; who would take some waits for people all the same.
     *
     * @param peopleMin in one match, 1 and more
     * @param peopleMax in one match, no less
     * @param gatherMs how long the last of the first {@code peopleMin} waits for more
     */
    record People(int peopleMin, int peopleMax, long gatherMs) implements MatchRules {
        public People {
            if (peopleMin < 1 || peopleMax < peopleMin) {
                throw new IllegalArgumentException("1 <= peopleMin <= peopleMax");
            }
        }

        @Override
        public int warriorsPerPlayerMax() {
            return 1;
        }

        @Override
        public List<MatchPlan> plan(List<QueueEntry> waiting, long nowMs) {
            List<MatchPlan> plans = new ArrayList<>();
            List<QueueEntry> rest = waiting;
            while (rest.size() >= peopleMax
                    || (rest.size() >= peopleMin && gathered(rest, nowMs))) {
                int count = Math.min(rest.size(), peopleMax);
                plans.add(new MatchPlan(rest.subList(0, count), 0, 1));
                rest = rest.subList(count, rest.size());
            }
            return List.copyOf(plans);
        }

        private boolean gathered(List<QueueEntry> waiting, long nowMs) {
            return nowMs - waiting.get(peopleMin - 1).enqueuedAtMs() >= gatherMs;
        }
    }
}
