package dev.atrium.localstack.scenario.party;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Scores a party once more, by the page of its rules and by nothing of the code that plays it, and
 * says where what was told differs. One thread's.
 */
public final class PartyScorer {
    private static final int CORRECT = 100;
    private static final int IDENTIFIED = 50;
    private static final int VOTE = 50;
    private static final int FOOLED = -25;
    private static final int SINGLE_ROUNDS = 8;

    private final SortedMap<String, Sums> sums = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    /**
     * A scorer of a party that begins.
     *
     * @param names of all players
     */
    public PartyScorer(Collection<String> names) {
        names.forEach(name -> sums.put(name, new Sums(0, 0, 0, 0, 0)));
    }

    /**
     * What somebody has in the end.
     *
     * @param finalScore points
     * @param roundsWon in which nobody had more
     * @param correctAnswers rounds in which he wrote or found the correct answer
     * @param robotsIdentified rounds in which he named the robot's
     * @param timesFooled rounds in which he took the robot's for correct
     */
    public record Sums(
            long finalScore,
            long roundsWon,
            long correctAnswers,
            long robotsIdentified,
            long timesFooled) {}

    /** Looks at the next round. */
    public void round(RoundTold told, RoundGiven given) {
        answers(told, given);
        elimination(told, given);
        voting(told, given);
        points(told, given);
    }

    private void answers(RoundTold told, RoundGiven given) {
        expect(told, "correct answers shown", 1L, ofType(told, "correct").count());
        expect(told, "robot's answers shown", 1L, ofType(told, "robot").count());
        expect(
                told,
                "different answers",
                (long) told.answers().size(),
                told.answers().stream().map(a -> AnswerKey.of(a.text())).distinct().count());
        expect(
                told,
                "authors",
                given.answers().size(),
                told.answers().stream().mapToInt(a -> a.authors().size()).sum());
        given.answers()
                .forEach(
                        (name, text) ->
                                expect(
                                        told,
                                        name + " shown for «" + text + "»",
                                        Optional.of(AnswerKey.of(text)),
                                        ownOf(told, name).map(a -> AnswerKey.of(a.text()))));
    }

    private static Stream<RoundTold.Answer> ofType(RoundTold told, String type) {
        return told.answers().stream().filter(answer -> answer.type().equals(type));
    }

    private static Optional<RoundTold.Answer> ownOf(RoundTold told, String name) {
        return told.answers().stream().filter(a -> a.authors().contains(name)).findFirst();
    }

    private void elimination(RoundTold told, RoundGiven given) {
        SortedMap<String, Integer> counts = counts(given.suspicions());
        expect(told, "votes of the elimination", counts, told.suspicions());
        int most = counts.values().stream().mapToInt(count -> count).max().orElse(0);
        List<String> top =
                counts.entrySet().stream()
                        .filter(entry -> entry.getValue() == most)
                        .map(Map.Entry::getKey)
                        .toList();
        Optional<String> out = top.size() == 1 ? Optional.of(top.getFirst()) : Optional.empty();
        expect(told, "voted out", out, told.eliminated());
        expect(told, "a tie", top.size() > 1, told.tie());
    }

    private void voting(RoundTold told, RoundGiven given) {
        expect(told, "votes of the voting", counts(given.votes()), told.votes());
        told.eliminated()
                .ifPresent(
                        out ->
                                expect(
                                        told,
                                        "votes for what is out",
                                        false,
                                        told.votes().containsKey(out)));
        given.votes()
                .forEach(
                        (name, text) ->
                                expect(
                                        told,
                                        name + " votes for himself",
                                        false,
                                        ownOf(told, name)
                                                .map(own -> own.text().equals(text))
                                                .orElse(false)));
    }

    private static SortedMap<String, Integer> counts(SortedMap<String, String> votes) {
        return votes.values().stream()
                .collect(Collectors.toMap(text -> text, text -> 1, Integer::sum, TreeMap::new));
    }

    private void points(RoundTold told, RoundGiven given) {
        Map<String, RoundTold.Points> points = new HashMap<>();
        sums.keySet().forEach(name -> points.put(name, points(told, given, name)));
        int best = points.values().stream().mapToInt(RoundTold.Points::total).max().orElse(0);
        points.forEach(
                (name, made) -> {
                    expect(told, "points of " + name, made, told.scores().get(name));
                    Sums before = sumsOf(name);
                    boolean won = best > 0 && made.total() == best;
                    sums.put(
                            name,
                            new Sums(
                                    Math.max(0, before.finalScore() + made.total()),
                                    before.roundsWon() + (won ? 1 : 0),
                                    before.correctAnswers() + (made.correct() > 0 ? 1 : 0),
                                    before.robotsIdentified() + (made.identified() > 0 ? 1 : 0),
                                    before.timesFooled() + (made.fooled() < 0 ? 1 : 0)));
                });
        sums.forEach(
                (name, sum) ->
                        expect(
                                told,
                                "standing of " + name,
                                new RoundTold.Standing((int) sum.finalScore(), place(name)),
                                told.standings().get(name)));
    }

    private static RoundTold.Points points(RoundTold told, RoundGiven given, String name) {
        int factor = told.round() > SINGLE_ROUNDS ? 2 : 1;
        Optional<RoundTold.Answer> own = ownOf(told, name);
        String vote = given.votes().getOrDefault(name, "");
        boolean wrote = own.map(answer -> answer.type().equals("correct")).orElse(false);
        boolean correct = wrote || vote.equals(told.correctAnswer());
        boolean named = given.suspicions().getOrDefault(name, "").equals(told.robotAnswer());
        long received =
                own.isEmpty() || wrote
                        ? 0
                        : given.votes().values().stream().filter(own.get().text()::equals).count();
        int correctPoints = factor * (correct ? CORRECT : 0);
        int namedPoints = factor * (named ? IDENTIFIED : 0);
        int votePoints = factor * VOTE * (int) received;
        int penalty = factor * (vote.equals(told.robotAnswer()) ? FOOLED : 0);
        return new RoundTold.Points(
                correctPoints,
                namedPoints,
                votePoints,
                penalty,
                correctPoints + namedPoints + votePoints + penalty);
    }

    private Sums sumsOf(String name) {
        return sums.getOrDefault(name, new Sums(0, 0, 0, 0, 0));
    }

    private void expect(RoundTold told, String what, Object expected, @Nullable Object found) {
        if (!expected.equals(found)) {
            wrong.add("round %d: %s: %s and not %s".formatted(told.round(), what, found, expected));
        }
    }

    /** What each has so far, by name. */
    public SortedMap<String, Sums> sums() {
        return new TreeMap<>(sums);
    }

    /** The place of a player so far, from 1; those who tie share one. */
    public int place(String name) {
        long score = sumsOf(name).finalScore();
        return 1 + (int) sums.values().stream().filter(s -> s.finalScore() > score).count();
    }

    /** What was told otherwise, in words; empty if all sums hold. */
    public List<String> wrong() {
        return List.copyOf(wrong);
    }
}
