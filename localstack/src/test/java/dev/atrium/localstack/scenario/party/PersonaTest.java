package dev.atrium.localstack.scenario.party;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

class PersonaTest {
    private static final int ROUNDS = 400;
    private static final long LIMIT_MS = 60_000;
    private static final Solution SOLUTION = new Solution("The Élysée Palace", "A house in Paris");
    private static final Asked ASKED =
            new Asked(1, "Where does he live?", LIMIT_MS, Optional.of(SOLUTION));
    private static final List<String> SHOWN =
            List.of("The Élysée Palace", "A house in Paris", "A barn", "Behind a house", "Up");
    private static final Ballot BALLOT = new Ballot(1, SHOWN, LIMIT_MS, Optional.of(SOLUTION));

    private static List<Intent> intents(Function<SplittableRandom, Intent> moves) {
        return IntStream.range(0, ROUNDS)
                .mapToObj(seed -> moves.apply(new SplittableRandom(seed)))
                .toList();
    }

    private static long first(List<Intent> intents, String text) {
        return intents.stream()
                .filter(intent -> intent.texts().stream().limit(1).anyMatch(text::equals))
                .count();
    }

    @ParameterizedTest
    @EnumSource
    void theSameRandomNumbersMakeTheSameMoves(Persona persona) {
        for (int seed = 0; seed < 20; seed++) {
            assertEquals(
                    persona.answer(ASKED, new SplittableRandom(seed)),
                    persona.answer(ASKED, new SplittableRandom(seed)));
            assertEquals(
                    persona.believes(BALLOT, new SplittableRandom(seed)),
                    persona.believes(BALLOT, new SplittableRandom(seed)));
        }
        assertNotEquals(
                intents(random -> persona.answer(ASKED, random)).getFirst(),
                intents(random -> persona.answer(ASKED, random)).get(1));
    }

    @ParameterizedTest
    @EnumSource
    void whateverTheOrderShownTheSameNumbersVoteForTheSame(Persona persona) {
        Ballot reversed = new Ballot(1, SHOWN.reversed(), LIMIT_MS, Optional.of(SOLUTION));
        for (int seed = 0; seed < 20; seed++) {
            assertEquals(
                    persona.suspects(BALLOT, new SplittableRandom(seed)),
                    persona.suspects(reversed, new SplittableRandom(seed)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoVotesHasAllThatIsShownToFallBackOn(Persona persona) {
        for (Intent intent : intents(random -> persona.believes(BALLOT, random))) {
            Set<String> all = new HashSet<>(intent.texts());
            assertTrue(all.isEmpty() || all.equals(new HashSet<>(SHOWN)), intent::toString);
            assertEquals(all.size(), intent.texts().size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersFitIntoTheRulesAndTheTime(Persona persona) {
        for (Intent intent : intents(random -> persona.answer(ASKED, random))) {
            assertTrue(intent.afterMs() >= 0 && intent.afterMs() < LIMIT_MS, intent::toString);
            intent.texts().forEach(text -> assertTrue(text.strip().length() <= 100, text));
        }
    }

    @Test
    void theExpertOftenKnowsAndWritesItAsPeopleDo() {
        List<Intent> answers = intents(random -> Persona.EXPERT.answer(ASKED, random));
        Set<String> ways = new HashSet<>();
        answers.stream()
                .flatMap(intent -> intent.texts().stream())
                .filter(text -> AnswerKey.same(text, SOLUTION.correct()))
                .forEach(ways::add);
        long right =
                answers.stream()
                        .filter(i -> AnswerKey.same(i.texts().getFirst(), SOLUTION.correct()))
                        .count();
        assertEquals(3, ways.size(), ways::toString);
        assertTrue(right > ROUNDS / 2 && right < ROUNDS, "right: " + right);
    }

    @Test
    void whoHasReadNothingKnowsNothing() {
        Asked blank = new Asked(1, "Where?", LIMIT_MS, Optional.empty());
        for (Intent intent : intents(random -> Persona.EXPERT.answer(blank, random))) {
            assertFalse(AnswerKey.same(intent.texts().getFirst(), SOLUTION.correct()));
        }
    }

    @Test
    void theHunterFindsTheRobotMoreOftenThanTheOthers() {
        long found = first(intents(r -> Persona.HUNTER.suspects(BALLOT, r)), SOLUTION.robot());
        long others = first(intents(r -> Persona.JOKER.suspects(BALLOT, r)), SOLUTION.robot());
        assertTrue(found > ROUNDS * 7 / 10, "found: " + found);
        assertTrue(others < ROUNDS / 2, "the joker found: " + others);
    }

    @Test
    void theFollowerVotesForWhatHasMostInCommonWithTheRest() {
        List<Intent> votes = intents(random -> Persona.FOLLOWER.believes(BALLOT, random));
        long common = first(votes, "A house in Paris") + first(votes, "Behind a house");
        assertEquals(ROUNDS, common);
    }

    @Test
    void theSleeperOftenSaysNothing() {
        long nothing =
                intents(random -> Persona.SLEEPER.answer(ASKED, random)).stream()
                        .filter(intent -> intent.texts().isEmpty())
                        .count();
        assertTrue(nothing > ROUNDS / 5 && nothing < ROUNDS / 2, "nothing: " + nothing);
    }

    @Test
    void theCopycatWritesWhatTheRobotSays() {
        long copied =
                intents(random -> Persona.COPYCAT.answer(ASKED, random)).stream()
                        .filter(i -> AnswerKey.same(i.texts().getFirst(), SOLUTION.robot()))
                        .count();
        assertTrue(copied > ROUNDS / 3 && copied < ROUNDS, "copied: " + copied);
    }

    @Test
    void theJokerSometimesThinksAgain() {
        long again =
                intents(random -> Persona.JOKER.answer(ASKED, random)).stream()
                        .filter(intent -> !intent.secondThought().isEmpty())
                        .count();
        assertTrue(again > ROUNDS / 4 && again < ROUNDS, "again: " + again);
    }
}
