package dev.atrium.localstack.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

class PartyAuditTest {
    private static final SortedMap<Integer, String> NAMES =
            new TreeMap<>(Map.of(0, "Ada", 1, "Ben"));

    private final PartyHistory.Counted counted = PartyHistory.Counted.nothing();
    private final PartyTold told = new PartyTold();
    private final PartyAudit audit = new PartyAudit(1);

    @BeforeEach
    void aRound() {
        counted.answers().put(0, "Up");
        counted.answers().put(1, "Down");
        counted.suspicions().put(0, "Down");
        counted.votes().put(0, "Left");
        counted.votes().put(1, "Left");
    }

    private void tell(String elimination, String votes, String answers) throws WireException {
        String view =
                """
                {"round":1,"elimination":{"voteCounts":%s},"results":{"voteCounts":%s,"answers":%s}}
                """
                        .formatted(elimination, votes, answers);
        told.view(Json.object(view.replace('\'', '"')));
    }

    private void look(SortedMap<Integer, PartyHistory.Counted> history) {
        audit.look(history, told, NAMES);
    }

    private void look() {
        look(new TreeMap<>(Map.of(1, counted)));
    }

    private static String shown(String up, String down) {
        return """
        [{"text":"Up","authors":%s},{"text":"Down","authors":%s},{"text":"Left","authors":[]}]
        """
                .formatted(up, down);
    }

    @Test
    void whatIsToldAsItCountsIsWell() throws WireException {
        tell("{'Down':1}", "{'Left':2}", shown("['Ada']", "['Ben']"));
        look();

        assertEquals(5, audit.counted());
        assertEquals(0, audit.miscounted());
        assertEquals(0, audit.untold());
    }

    @Test
    void aVoteThatIsLostIsFound() throws WireException {
        tell("{'Down':1}", "{'Left':1}", shown("['Ada']", "['Ben']"));
        look();

        assertEquals(1, audit.miscounted());
    }

    @Test
    void aVoteThatCountsTwiceIsFound() throws WireException {
        tell("{'Down':2}", "{'Left':2}", shown("['Ada']", "['Ben']"));
        look();

        assertEquals(1, audit.miscounted());
    }

    @Test
    void aVoteThatCountsForAnotherIsLostThereAndTooManyHere() throws WireException {
        tell("{'Up':1}", "{'Left':2}", shown("['Ada']", "['Ben']"));
        look();

        assertEquals(2, audit.miscounted());
    }

    @Test
    void anAnswerThatIsNotShownIsFoundAndSoIsOneThatIsShownAsAnothers() throws WireException {
        tell("{'Down':1}", "{'Left':2}", shown("[]", "['Ben']"));
        look();
        assertEquals(1, audit.miscounted());
    }

    @Test
    void anAnswerThatIsShownAsAnothersIsFound() throws WireException {
        tell("{'Down':1}", "{'Left':2}", shown("['Ben']", "['Ada']"));
        look();

        assertEquals(4, audit.miscounted());
    }

    @Test
    void anAnswerOfARoundInWhichNobodyGaveAnyIsFound() throws WireException {
        tell("{}", "{}", shown("['Ada']", "[]"));
        look(new TreeMap<>());

        assertEquals(1, audit.miscounted());
    }

    @Test
    void aRoundOfWhichNobodyWasToldIsFound() {
        look();

        assertEquals(1, audit.untold());
    }

    @Test
    void aRoundThatIsToldOtherwiseLaterIsFound() throws WireException {
        tell("{'Down':1}", "{'Left':2}", shown("['Ada']", "['Ben']"));
        tell("{'Down':1}", "{'Left':2}", shown("['Ada']", "['Ben']"));
        assertEquals(0, told.otherwise());

        tell("{'Down':1}", "{'Left':1}", shown("['Ada']", "['Ben']"));
        assertEquals(1, told.otherwise());
    }

    @Test
    void theEventsOfARoundsEndTellWhatTheViewTells() throws WireException {
        String revealed = "{\"voteCounts\":{\"Left\":2},\"answers\":[]}";
        String scores = "{\"roundNumber\":1,\"scores\":[7],\"standings\":[]}";
        String results =
                "{\"voteCounts\":{\"Left\":2},\"answers\":[],"
                        + "\"scores\":[%d],\"standings\":[]}";
        told.view(Json.object("{\"round\":1,\"results\":" + results.formatted(7) + "}"));
        told.event("all-votes-submitted", Json.object(revealed));
        told.event("final-round-scores", Json.object(scores));
        assertEquals(0, told.otherwise());

        PartyTold other = new PartyTold();
        other.view(Json.object("{\"round\":1,\"results\":" + results.formatted(8) + "}"));
        other.addTo(told);
        assertEquals(1, told.otherwise());
    }
}
