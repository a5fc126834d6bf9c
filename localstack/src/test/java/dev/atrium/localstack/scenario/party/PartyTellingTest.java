package dev.atrium.localstack.scenario.party;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class PartyTellingTest {
    private static final String STARTED =
            "{'type':'round-started','data':{'roundNumber':1,'question':{'id':'t-001'}}}";
    private static final String ELIMINATED =
            "{'type':'elimination-complete','data':{'eliminatedAnswer':null,'tieOccurred':true,"
                    + "'voteCounts':{'Up':1,'Down':1}}}";
    private static final String REVEALED =
            "{'type':'all-votes-submitted','data':{'correctAnswer':'Up','robotAnswer':'Down',"
                    + "'voteCounts':{'Up':2},'answers':[{'text':'Up','type':'correct',"
                    + "'authors':['Ada']}]}}";
    private static final String SCORES =
            "{'type':'final-round-scores','data':{'roundNumber':1,'scores':[{'playerName':'Ada',"
                    + "'correctAnswerPoints':100,'total':100}],'standings':[{'playerName':'Ada',"
                    + "'score':100,'place':1}]}}";

    private final PartyTelling telling = new PartyTelling();

    private void hear(String... messages) throws WireException {
        for (String message : messages) {
            telling.heard(Json.object(message.replace('\'', '"')));
        }
    }

    @Test
    void aRoundIsPutTogetherFromItsEvents() throws WireException {
        hear(STARTED, ELIMINATED, REVEALED, SCORES);

        RoundTold round = telling.rounds().getFirst();
        assertEquals("t-001", round.questionId());
        assertEquals(Map.of("Up", 1, "Down", 1), round.suspicions());
        assertEquals(Optional.empty(), round.eliminated());
        assertTrue(round.tie());
        assertEquals(Map.of("Up", 2), round.votes());
        assertEquals(List.of("Ada"), round.answers().getFirst().authors());
        assertEquals(new RoundTold.Points(100, 0, 0, 0, 100), round.scores().get("Ada"));
        assertEquals(new RoundTold.Standing(100, 1), round.standings().get("Ada"));
        assertEquals(List.of(), telling.leaks());
    }

    @Test
    void aSecretThatIsToldBeforeItsTimeIsFound() throws WireException {
        hear(STARTED, "{'type':'state','data':{'phase':'voting','x':[{'authors':['Ada']}]}}");

        assertEquals(List.of("state tells authors"), telling.leaks());
    }

    @Test
    void theViewOfTheResultsMayTellWhatTheyAre() throws WireException {
        hear(STARTED, "{'type':'state','data':{'phase':'results','correctAnswer':'Up'}}");

        assertEquals(List.of(), telling.leaks());
    }

    @Test
    void theNextRoundHasSecretsAgain() throws WireException {
        hear(STARTED, ELIMINATED, REVEALED, SCORES, STARTED);
        hear("{'type':'players-update','data':{'robotAnswer':'Down'}}");

        assertEquals(List.of("players-update tells robotAnswer"), telling.leaks());
    }
}
