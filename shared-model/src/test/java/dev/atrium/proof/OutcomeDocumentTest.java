package dev.atrium.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.atrium.proof.Outcome.OutcomePlace;
import dev.atrium.proof.Outcome.OutcomeSeat;
import dev.atrium.state.StateHash;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

class OutcomeDocumentTest {
    private static final Outcome OUTCOME =
            new Outcome(
                    "room",
                    "arena.blitz",
                    1,
                    "random",
                    "5e",
                    Optional.empty(),
                    List.of(
                            new OutcomeSeat(0, "p-a", "\u00c4nn \"the\" fox", "fox", false),
                            new OutcomeSeat(2, "bot-1", "Basil", "owl", true)),
                    "time",
                    List.of(
                            new OutcomePlace(0, 1, new TreeMap<>(Map.of("b", 2L, "a", -1L))),
                            new OutcomePlace(2, 1, new TreeMap<>())),
                    5_400,
                    "aa",
                    "bb",
                    1,
                    1_795_151_105_000L,
                    "test");

    @Test
    void documentSaysAllOfTheOutcome() throws WireException {
        assertEquals(OUTCOME, OutcomeDocument.of(OUTCOME).read());
    }

    /** What was signed once must never read otherwise: the text is this, byte for byte. */
    @Test
    void textIsTheSameOnEveryMachine() {
        assertEquals(
                """
                {"roomId":"room","game":"arena.blitz","rulesVersion":1,"seedSource":"random",\
                "seed":"5e","seedProof":null,\
                "seats":[{"seat":0,"playerId":"p-a","name":"\u00c4nn \\"the\\" fox",\
                "icon":"fox","bot":false},{"seat":2,"playerId":"bot-1","name":"Basil",\
                "icon":"owl","bot":true}],"reason":"time","standings":[{"seat":0,"place":1,\
                "statistics":{"a":-1,"b":2}},{"seat":2,"place":1,"statistics":{}}],"ticks":5400,\
                "journalHash":"aa","stateHash":"bb","startedAt":1,"finishedAt":1795151105000,\
                "hostBuild":"test"}\
                """,
                OutcomeDocument.of(OUTCOME).text());
    }

    @Test
    void hashIsOverTheUtf8Bytes() {
        OutcomeDocument document = OutcomeDocument.of(OUTCOME);

        assertArrayEquals(document.text().getBytes(StandardCharsets.UTF_8), document.bytes());
        assertEquals(StateHash.of(document.bytes()), document.hash());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{\"roomId\":", "{}{}", "{\"a\":1,\"a\":2}"})
    void whatIsNoJsonObjectIsMalformed(String text) {
        WireException caught =
                assertThrows(WireException.class, () -> new OutcomeDocument(text).read());
        assertEquals(ErrorCode.MALFORMED, caught.code());
    }

    @Test
    void whatIsNoOutcomeIsNamed() {
        WireException caught =
                assertThrows(WireException.class, () -> new OutcomeDocument("{}").read());
        assertEquals(ErrorCode.MISSING_FIELD, caught.code());
        assertEquals("The field roomId is missing.", caught.text());
    }

    @Test
    void winnersAreThoseInTheFirstPlace() {
        assertEquals("\u00c4nn \"the\" fox & Basil", OUTCOME.winner());
        assertEquals(
                OUTCOME.standings().stream()
                        .filter(place -> place.place() == 1)
                        .map(place -> OUTCOME.seat(place.seat()).playerId())
                        .toList(),
                OUTCOME.winners());
        assertEquals(2, OUTCOME.winners().size());
        assertEquals("Basil", OUTCOME.seat(2).name());
        assertThrows(IllegalArgumentException.class, () -> OUTCOME.seat(1));
    }

    @Test
    void statisticThatWasNotKeptIsZero() {
        assertEquals(-1, OUTCOME.standings().getFirst().statistic("a"));
        assertEquals(0, OUTCOME.standings().getLast().statistic("a"));
    }
}
