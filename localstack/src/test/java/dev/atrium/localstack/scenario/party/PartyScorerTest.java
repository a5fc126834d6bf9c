package dev.atrium.localstack.scenario.party;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The second opinion's own judgement: whatever may be told wrongly is, and is found. */
class PartyScorerTest {
    private static final String CORRECT = "Bern";
    private static final String ROBOT = "It is Zurich";

    /** Ada wrote the correct one, Ben a bluff, Cleo the robot's. */
    private final RoundGiven given =
            new RoundGiven(
                    new TreeMap<>(Map.of("Ada", "bern!", "Ben", "Basel", "Cleo", "it is zurich")),
                    new TreeMap<>(Map.of("Ada", ROBOT, "Ben", ROBOT, "Cleo", "Basel")),
                    new TreeMap<>(Map.of("Ada", "Basel", "Ben", CORRECT, "Cleo", "Basel")));

    private final PartyScorer scorer = new PartyScorer(List.of("Ada", "Ben", "Cleo"));

    private static RoundTold.Answer answer(String text, String type, String... authors) {
        return new RoundTold.Answer(text, type, List.of(authors));
    }

    private static RoundTold.Points points(int correct, int named, int received, int fooled) {
        return new RoundTold.Points(
                correct, named, received, fooled, correct + named + received + fooled);
    }

    /** Ada has 150, Ben 250, Cleo nothing. */
    private static RoundTold told() {
        return new RoundTold(
                1,
                "t-001",
                CORRECT,
                ROBOT,
                List.of(
                        answer(CORRECT, "correct", "Ada"),
                        answer("Basel", "player", "Ben"),
                        answer(ROBOT, "robot", "Cleo")),
                new TreeMap<>(Map.of(ROBOT, 2, "Basel", 1)),
                Optional.of(ROBOT),
                false,
                new TreeMap<>(Map.of("Basel", 2, CORRECT, 1)),
                new TreeMap<>(
                        Map.of(
                                "Ada", points(100, 50, 0, 0),
                                "Ben", points(100, 50, 100, 0),
                                "Cleo", points(0, 0, 0, 0))),
                new TreeMap<>(
                        Map.of(
                                "Ada", new RoundTold.Standing(150, 2),
                                "Ben", new RoundTold.Standing(250, 1),
                                "Cleo", new RoundTold.Standing(0, 3))));
    }

    private void found(String what) {
        assertTrue(
                scorer.wrong().stream().anyMatch(line -> line.contains(what)),
                () -> what + " is not among " + scorer.wrong());
    }

    @Test
    void aRoundThatIsToldAsItWasHasNothingWrong() {
        scorer.round(told(), given);

        assertEquals(List.of(), scorer.wrong());
        assertEquals(new PartyScorer.Sums(150, 0, 1, 1, 0), scorer.sums().get("Ada"));
        assertEquals(new PartyScorer.Sums(250, 1, 1, 1, 0), scorer.sums().get("Ben"));
        assertEquals(new PartyScorer.Sums(0, 0, 0, 0, 0), scorer.sums().get("Cleo"));
        assertEquals(1, scorer.place("Ben"));
        assertEquals(3, scorer.place("Cleo"));
    }

    @Test
    void aVoteThatWasNotCountedIsFound() {
        given.votes().put("Cleo", CORRECT);
        scorer.round(told(), given);

        found("votes of the voting");
        found("points of Cleo");
        found("points of Ben");
    }

    @Test
    void aVoteThatNobodyGaveIsFound() {
        given.suspicions().remove("Cleo");
        scorer.round(told(), given);

        found("votes of the elimination");
    }

    @Test
    void anAnswerThatIsNotShownIsFound() {
        given.answers().put("Ben", "Geneva");
        scorer.round(told(), given);

        found("Ben shown for «Geneva»");
    }

    @Test
    void anAuthorTooManyIsFound() {
        given.answers().remove("Cleo");
        scorer.round(told(), given);

        found("authors");
    }

    @Test
    void anEliminationOfATieIsFound() {
        given.suspicions().put("Ben", "Basel");
        given.suspicions().remove("Cleo");
        scorer.round(told(), given);

        found("voted out");
        found("a tie");
    }

    @Test
    void whoIsFooledLosesAndNobodyFallsBelowZero() {
        given.votes().put("Cleo", CORRECT);
        given.votes().put("Ben", ROBOT);
        scorer.round(told(), given);

        // 50 for the elimination, 50 for one vote, and 25 less.
        assertEquals(75, scorer.sums().get("Ben").finalScore());
        assertEquals(1, scorer.sums().get("Ben").timesFooled());
        given.answers().clear();
        given.suspicions().clear();
        given.votes().clear();
        given.votes().put("Ben", ROBOT);
        PartyScorer other = new PartyScorer(List.of("Ben"));
        other.round(told(), given);
        assertEquals(0, other.sums().get("Ben").finalScore());
    }

    @Test
    void theLastRoundsOfALongGameCountDouble() {
        RoundTold first = told();
        RoundTold ninth =
                new RoundTold(
                        9,
                        first.questionId(),
                        first.correctAnswer(),
                        first.robotAnswer(),
                        first.answers(),
                        first.suspicions(),
                        first.eliminated(),
                        first.tie(),
                        first.votes(),
                        first.scores(),
                        first.standings());
        scorer.round(ninth, given);

        assertEquals(300, scorer.sums().get("Ada").finalScore());
        found("points of Ada");
    }

    @Test
    void theSameAnswerIsTheSameInAnyDress() {
        assertTrue(AnswerKey.same("The Élysée  Palace!", "elysee palace"));
        assertTrue(AnswerKey.same("A.C. Milan", "ac milan"));
        assertEquals("?!", AnswerKey.of("?!"));
    }
}
