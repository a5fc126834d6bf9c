package dev.atrium.question;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.party.Question;
import dev.atrium.question.RecentQuestions.Game;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

class QuestionPoolTest {
    private static final List<RecentQuestions> NOBODY = List.of();

    private static RecentQuestions player(List<List<String>> games) {
        RecentQuestions recent = RecentQuestions.none("p");
        for (int i = 0; i < games.size(); i++) {
            recent = recent.and(new Game("r" + i, games.get(i)));
        }
        return recent;
    }

    private static Set<String> picked(
            QuestionPool pool, List<RecentQuestions> players, int count, long seed) {
        List<Question> picked = pool.pick(players, count, new Random(seed)).orElseThrow();
        assertEquals(count, picked.size());
        Set<String> ids = new TreeSet<>(Pools.ids(picked));
        assertEquals(count, ids.size(), "each another one");
        return ids;
    }

    @Test
    void nobodyMeetsAQuestionAgainInFiveGamesWhileThePoolAllowsIt() {
        QuestionPool pool = Pools.pool(72);
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            RecentQuestions ann = RecentQuestions.none("ann");
            for (int game = 0; game < 12; game++) {
                List<String> ids = Pools.ids(pool.pick(List.of(ann), 12, random).orElseThrow());
                Set<String> again = new HashSet<>(ann.gamesAgo().keySet());
                again.retainAll(ids);
                assertEquals(Set.of(), again, "seed " + seed);
                ann = ann.and(new Game("r" + game, ids));
            }
        }
    }

    @Test
    void whatAnyOfThePlayersWasAskedIsAskedOfNone() {
        List<RecentQuestions> players =
                List.of(
                        player(List.of(Pools.ids(0, 5))),
                        player(List.of(Pools.ids(3, 10), Pools.ids(10, 12))),
                        RecentQuestions.none("new"));

        assertEquals(new TreeSet<>(Pools.ids(12, 20)), picked(Pools.pool(20), players, 8, 1));
    }

    @Test
    void whereTooFewAreNewAllOfThemAreDealtAndThoseThatWereAskedLongestAgo() {
        RecentQuestions ann = player(List.of(Pools.ids(0, 3), Pools.ids(3, 6), Pools.ids(6, 9)));
        // He met the oldest of hers in his newest game.
        RecentQuestions ben = player(List.of(Pools.ids(0, 1)));

        for (long seed = 0; seed < 50; seed++) {
            Set<String> ids = picked(Pools.pool(12), List.of(ann, ben), 6, seed);
            assertTrue(ids.containsAll(Pools.ids(9, 12)), "what is new, seed " + seed);
            assertTrue(ids.containsAll(Pools.ids(1, 3)), "three games ago, seed " + seed);
            ids.removeAll(Pools.ids(9, 12));
            ids.removeAll(Pools.ids(1, 3));
            assertTrue(Pools.ids(3, 6).containsAll(ids), "then two games ago, seed " + seed);
        }
    }

    @Test
    void poolThatIsJustLargeEnoughIsDealtWhole() {
        RecentQuestions ann = player(List.of(Pools.ids(0, 8)));

        assertEquals(new TreeSet<>(Pools.ids(0, 8)), picked(Pools.pool(8), List.of(ann), 8, 1));
    }

    @Test
    void poolThatIsTooSmallDealsNothing() {
        assertEquals(Optional.empty(), Pools.pool(7).pick(NOBODY, 8, new Random(1)));
        assertEquals(Optional.empty(), Pools.pool(0).pick(NOBODY, 1, new Random(1)));
    }

    @Test
    void sameChanceMakesTheSamePickInWhateverOrderTheQuestionsCome() {
        List<Question> mixed = new ArrayList<>(Pools.pool(30).questions());
        Collections.shuffle(mixed, new Random(5));
        RecentQuestions ann = player(List.of(Pools.ids(0, 25)));

        for (long seed = 0; seed < 20; seed++) {
            assertEquals(
                    Pools.pool(30).pick(List.of(ann), 12, new Random(seed)),
                    new QuestionPool(mixed).pick(List.of(ann), 12, new Random(seed)));
        }
        assertNotEquals(
                picked(Pools.pool(30), NOBODY, 12, 1), picked(Pools.pool(30), NOBODY, 12, 2));
    }

    /** Of 4,000 picks of 3 out of 12 each is in about 1,000; the bound is over six deviations. */
    @Test
    void everyQuestionIsPickedAsOften() {
        QuestionPool pool = Pools.pool(12);
        Random random = new Random(7);
        int[] often = new int[12];
        for (int i = 0; i < 4_000; i++) {
            for (Question question : pool.pick(NOBODY, 3, random).orElseThrow()) {
                often[Integer.parseInt(question.id().substring(2))]++;
            }
        }
        for (int count : often) {
            assertTrue(Math.abs(count - 1_000) < 180, () -> "picked " + count + " times");
        }
    }

    @Test
    void questionThatIsThereTwiceIsRefused() {
        Question question = Pools.question("q");

        assertThrows(
                IllegalArgumentException.class,
                () -> new QuestionPool(List.of(question, question)));
    }
}
