package dev.atrium.localstack.scenario.party;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What kind of player somebody is. Each decides by what he is shown and by the random numbers that
 * he is given, and by nothing else.
 */
public enum Persona {
    /** Often knows the correct answer, and writes it as people write. */
    EXPERT(2_000, 6_000),
    /** Writes what makes the others laugh, and thinks of something better then. */
    JOKER(3_000, 9_000),
    /** Is good at telling what the robot said. */
    HUNTER(2_000, 8_000),
    /** Votes as he believes that most will. */
    FOLLOWER(4_000, 10_000),
    /** Is often late, or does not notice that it is his turn. */
    SLEEPER(4_000, 10_000),
    /** Writes what the robot would say. */
    COPYCAT(2_000, 7_000);

    private static final List<String> JOKES =
            List.of(
                    "Your mother's lasagne",
                    "A very small horse",
                    "Three raccoons in a coat",
                    "Whatever the cat knocked over",
                    "Seventeen, but it felt like more",
                    "My neighbour Gerald",
                    "The floor",
                    "Soup <b>of the day</b>",
                    "Nobody ever came back to tell",
                    "A Tuesday in February",
                    "Cheese, probably",
                    "The other sock");

    private static final List<String> BLUFFS =
            List.of(
                    "Lisbon",
                    "Since 1887",
                    "Copper and tin",
                    "Forty-two",
                    "The northern one",
                    "A kind of heron",
                    "Queen Christina",
                    "In the spring",
                    "Salt water",
                    "Dark green",
                    "Nine of them",
                    "The second emperor");

    private static final List<String> ROBOT_LIKE =
            List.of(
                    "It depends on several factors",
                    "This is commonly assumed to be water",
                    "The answer is widely debated by experts",
                    "Approximately one hundred units",
                    "There is no single correct answer",
                    "It is the largest of its kind",
                    "As far as is known, it is made of iron",
                    "The most popular choice is blue");

    private static final double KNOWS = 0.7;
    private static final double HUNTS = 0.8;
    private static final double COPIES = 0.5;
    private static final double SLEEPS = 0.3;
    private static final double THINKS_AGAIN = 0.4;
    private static final double SLEEP_SHARE_MAX = 0.6;

    private final long thinksMsMin;
    private final long thinksMsMax;

    Persona(long thinksMsMin, long thinksMsMax) {
        this.thinksMsMin = thinksMsMin;
        this.thinksMsMax = thinksMsMax;
    }

    /** What he is called in a report. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What he answers. */
    public Intent answer(Asked asked, RandomGenerator random) {
        return switch (this) {
            case EXPERT -> {
                boolean knows = asked.known().isPresent() && random.nextDouble() < KNOWS;
                yield said(
                        asked.timeLimitMs(),
                        random,
                        knows
                                ? written(asked.known().orElseThrow().correct(), random)
                                : pick(BLUFFS, random));
            }
            case JOKER -> {
                long after = thinks(random);
                String first = pick(JOKES, random);
                boolean again = random.nextDouble() < THINKS_AGAIN;
                yield new Intent(
                        after, List.of(first), again ? List.of(pick(JOKES, random)) : List.of());
            }
            case HUNTER, FOLLOWER, SLEEPER ->
                    said(asked.timeLimitMs(), random, pick(BLUFFS, random));
            case COPYCAT -> {
                boolean copies = asked.known().isPresent() && random.nextDouble() < COPIES;
                yield said(
                        asked.timeLimitMs(),
                        random,
                        copies
                                ? written(asked.known().orElseThrow().robot(), random)
                                : pick(ROBOT_LIKE, random));
            }
        };
    }

    /** Whom he takes for the robot. */
    public Intent suspects(Ballot ballot, RandomGenerator random) {
        List<String> order = shuffled(ballot.shown(), random);
        Optional<String> robot = shown(ballot, ballot.known().map(Solution::robot));
        Optional<String> correct = shown(ballot, ballot.known().map(Solution::correct));
        boolean sure = random.nextDouble() < HUNTS;
        switch (this) {
            case EXPERT -> correct.ifPresent(answer -> last(order, answer));
            case HUNTER -> {
                if (sure && robot.isPresent()) {
                    first(order, robot.get());
                } else {
                    order.sort(Comparator.comparingInt(String::length).reversed());
                }
            }
            case FOLLOWER -> order.sort(Comparator.comparingLong(a -> common(a, ballot.shown())));
            case COPYCAT -> robot.ifPresent(answer -> last(order, answer));
            case JOKER, SLEEPER -> {
                // Anybody may be it.
            }
        }
        return voted(ballot, order, random);
    }

    /** What he takes for correct. */
    public Intent believes(Ballot ballot, RandomGenerator random) {
        List<String> order = shuffled(ballot.shown(), random);
        Optional<String> robot = shown(ballot, ballot.known().map(Solution::robot));
        Optional<String> correct = shown(ballot, ballot.known().map(Solution::correct));
        boolean sure = random.nextDouble() < KNOWS;
        switch (this) {
            case EXPERT -> correct.filter(answer -> sure).ifPresent(a -> first(order, a));
            case HUNTER -> robot.ifPresent(answer -> last(order, answer));
            case FOLLOWER ->
                    order.sort(
                            Comparator.<String>comparingLong(a -> common(a, ballot.shown()))
                                    .reversed());
            case COPYCAT -> order.sort(Comparator.comparingInt(String::length).reversed());
            case JOKER, SLEEPER -> {
                // Any will do.
            }
        }
        return voted(ballot, order, random);
    }

    private Intent said(long timeLimitMs, RandomGenerator random, String text) {
        return sleepily(timeLimitMs, random, List.of(text));
    }

    private Intent voted(Ballot ballot, List<String> order, RandomGenerator random) {
        return sleepily(ballot.timeLimitMs(), random, order);
    }

    private Intent sleepily(long timeLimitMs, RandomGenerator random, List<String> texts) {
        if (this != SLEEPER) {
            return Intent.of(thinks(random), texts);
        }
        if (random.nextDouble() < SLEEPS) {
            return Intent.of(0, List.of());
        }
        long latest = Math.max(thinksMsMin + 1, (long) (timeLimitMs * SLEEP_SHARE_MAX));
        return Intent.of(random.nextLong(thinksMsMin, latest), texts);
    }

    private long thinks(RandomGenerator random) {
        return random.nextLong(thinksMsMin, thinksMsMax);
    }

    /** As people type it: the same answer to the rules. */
    private static String written(String answer, RandomGenerator random) {
        return switch (random.nextInt(3)) {
            case 0 -> answer;
            case 1 -> answer.toLowerCase(Locale.ROOT) + "!";
            default -> "  " + answer.replace(" ", "   ") + ".";
        };
    }

    private static String pick(List<String> of, RandomGenerator random) {
        return of.get(random.nextInt(of.size()));
    }

    private static List<String> shuffled(List<String> shown, RandomGenerator random) {
        List<String> order = new ArrayList<>(shown);
        // The order shown is the room's; from his own he starts by the texts alone.
        Collections.sort(order);
        Collections.shuffle(order, random);
        return order;
    }

    /** The answer among those shown. */
    private static Optional<String> shown(Ballot ballot, Optional<String> answer) {
        return answer.flatMap(
                wanted ->
                        ballot.shown().stream()
                                .filter(text -> AnswerKey.same(text, wanted))
                                .findFirst());
    }

    private static void first(List<String> order, String answer) {
        order.remove(answer);
        order.addFirst(answer);
    }

    private static void last(List<String> order, String answer) {
        order.remove(answer);
        order.addLast(answer);
    }

    /** How many words it shares with the others: most people stay with what sounds familiar. */
    private static long common(String answer, List<String> shown) {
        Set<String> own = words(answer).collect(Collectors.toSet());
        return shown.stream()
                .filter(other -> !other.equals(answer))
                .flatMap(Persona::words)
                .filter(own::contains)
                .count();
    }

    private static Stream<String> words(String text) {
        return Stream.of(AnswerKey.of(text).split(" ", -1));
    }
}
