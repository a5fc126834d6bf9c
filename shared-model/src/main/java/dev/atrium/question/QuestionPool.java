package dev.atrium.question;

import dev.atrium.game.party.Question;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The questions that may be dealt. Pure: the same pool, players and random numbers make the same
 * pick, in whatever order the questions came.
 *
 * @param questions by rising id, each id once
 */
record QuestionPool(List<Question> questions) {
    private static final int NEVER = Integer.MAX_VALUE;

    QuestionPool {
        questions = questions.stream().sorted(Comparator.comparing(Question::id)).toList();
        long ids = questions.stream().map(Question::id).distinct().count();
        if (ids != questions.size()) {
            throw new IllegalArgumentException("a pool holds each question once");
        }
    }

    /**
     * Picks at random among those that none of the players was asked in his last games. Where they
     * are too few, all of them, and beside them those that were asked longest ago, counted in games
     * of the player who met them last.
     *
     * @param count 1 and more
     * @return that many, each another one; empty if the pool is smaller
     */
    Optional<List<Question>> pick(
            List<RecentQuestions> players, int count, RandomGenerator random) {
        if (questions.size() < count) {
            return Optional.empty();
        }
        Map<String, Integer> gamesAgo = new HashMap<>();
        for (RecentQuestions player : players) {
            player.gamesAgo().forEach((id, games) -> gamesAgo.merge(id, games, Math::min));
        }
        List<Question> order = new ArrayList<>(questions);
        Collections.shuffle(order, random);
        // Stable: among those of one age chance decides.
        order.sort(
                Comparator.comparing(
                        question -> gamesAgo.getOrDefault(question.id(), NEVER),
                        Comparator.reverseOrder()));
        return Optional.of(List.copyOf(order.subList(0, count)));
    }
}
