package dev.atrium.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.proof.Outcome.OutcomePlace;
import dev.atrium.state.StateHash;
import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class OutcomeTest {
    private final RecordedMatch match = new RecordedMatch();
    private final Outcome outcome = match.outcome();

    @Test
    void theOneWhoDidNotForfeitWon() {
        assertEquals("Bot 0", outcome.winner());
    }

    @Test
    void thoseWhoTieWinTogetherInTheOrderOfStandings() throws WireException {
        Outcome tied =
                OutcomeSamples.altered(
                        outcome,
                        json ->
                                json.withArray("standings")
                                        .forEach(p -> ((ObjectNode) p).put("place", 1)));
        List<String> names = new ArrayList<>();
        outcome.standings().forEach(p -> names.add("Bot " + p.seat()));
        assertEquals(String.join(" & ", names), tied.winner());
    }

    @Test
    void nobodyInFirstPlaceIsNobodysVictory() throws WireException {
        Outcome none =
                OutcomeSamples.altered(outcome, json -> json.withArray("standings").removeAll());
        assertEquals("", none.winner());
    }

    @Test
    void aSeatIsFoundByItsIndex() {
        assertEquals("bot-2", outcome.seat(2).playerId());
        assertThrows(IllegalArgumentException.class, () -> outcome.seat(3));
        assertThrows(IllegalArgumentException.class, () -> outcome.seat(-1));
    }

    @Test
    void aStatisticThatWasNotKeptIsZero() {
        OutcomePlace place = new OutcomePlace(0, 1, new TreeMap<>(Map.of("eliminations", 4L)));
        assertEquals(4, place.statistic("eliminations"));
        assertEquals(0, place.statistic("bestHp"));
    }

    @Test
    void aDocumentIsReadAsItWasWritten() throws WireException {
        OutcomeDocument document = OutcomeDocument.of(outcome);
        assertEquals(outcome, document.read());
        assertEquals(document, OutcomeDocument.of(document.read()));
        assertArrayEquals(document.text().getBytes(StandardCharsets.UTF_8), document.bytes());
        assertEquals(StateHash.of(document.bytes()), document.hash());
        assertNotEquals(
                document.hash(),
                new OutcomeDocument(document.text() + " ").hash(),
                "byte for byte");
    }

    @Test
    void aNameOutsideAsciiIsSignedInUtf8() throws WireException {
        Outcome named =
                OutcomeSamples.altered(
                        outcome,
                        json -> ((ObjectNode) json.withArray("seats").get(0)).put("name", "Zoë 火"));
        OutcomeDocument document = OutcomeDocument.of(named);
        assertEquals(
                named,
                new OutcomeDocument(new String(document.bytes(), StandardCharsets.UTF_8)).read());
        assertEquals("Zoë 火", named.winner());
    }

    @Test
    void aDocumentWithoutOneOfItsFieldsIsNoOutcome() throws WireException {
        ObjectNode whole = Json.object(OutcomeDocument.of(outcome).text());
        List<String> names = new ArrayList<>();
        whole.fieldNames().forEachRemaining(names::add);
        assertEquals(Outcome.class.getRecordComponents().length, names.size());
        for (String name : names) {
            ObjectNode less = whole.deepCopy();
            less.remove(name);
            unreadable(less.toString());
            ObjectNode other = whole.deepCopy();
            other.put(name, true);
            unreadable(other.toString());
        }
    }

    @Test
    void aTornDocumentIsNoOutcome() {
        String text = OutcomeDocument.of(outcome).text();
        for (int length = 0; length < text.length(); length++) {
            unreadable(text.substring(0, length));
        }
        unreadable(text + text);
        unreadable("[]");
        unreadable("null");
    }

    private static void unreadable(String text) {
        assertThrows(WireException.class, () -> new OutcomeDocument(text).read(), text);
    }
}
