package dev.atrium.functions.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;

/** What bad requests to queue get, and that nobody queues by them. */
class MatchmakingRefusalsIT {
    @AutoClose private final LobbyStage stage = new LobbyStage();

    private void later(long ms) {
        stage.local.clock().advance(Duration.ofMillis(ms));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'game':'arena.nowhere','nonceHash':'#','options':{'warriors':1}|unknown-game",
                "'nonceHash':'#','options':{'warriors':1}|missing-field",
                "'game':7,'nonceHash':'#','options':{'warriors':1}|invalid-field",
                "'game':'arena.blitz','options':{'warriors':1}|missing-field",
                "'game':'arena.blitz','nonceHash':5,'options':{'warriors':1}|invalid-field",
                "'game':'arena.blitz','nonceHash':'abc','options':{'warriors':1}|out-of-range",
                "'game':'arena.blitz','nonceHash':'##','options':{'warriors':1}|out-of-range",
                "'game':'arena.blitz','nonceHash':'#'|missing-field",
                "'game':'arena.blitz','nonceHash':'#','options':3|invalid-field",
                "'game':'arena.blitz','nonceHash':'#','options':{}|missing-field",
                "'game':'arena.blitz','nonceHash':'#','options':{'warriors':0}|out-of-range",
                "'game':'arena.blitz','nonceHash':'#','options':{'warriors':4}|out-of-range",
                "'game':'arena.blitz','nonceHash':'#','options':{'warriors':1.5}|invalid-field",
                "'game':'arena.blitz','nonceHash':'#','options':{'warriors':'2'}|invalid-field",
                "'game':'arena.blitz','nonceHash':'#','options':{'warriors':2,'bots':1}"
                        + "|invalid-field",
            })
    void aMalformedRequestIsRefusedAndNobodyQueues(String fields, String code) {
        stage.connect("ann");
        String json =
                "{'action':'matchmake','id':'x',%s}"
                        .formatted(fields)
                        .replace('\'', '"')
                        .replace("#", LobbyStage.HASH);

        List<JsonNode> answers = stage.send("ann", json);

        assertEquals(1, answers.size());
        assertEquals("error", answers.getFirst().path("type").asText());
        assertEquals("x", answers.getFirst().path("id").asText());
        assertEquals(code, answers.getFirst().path("data").path("code").asText());
        assertEquals("matchmake", answers.getFirst().path("data").path("action").asText());
        assertEquals(List.of(), stage.waiting());
    }

    @Test
    void anUpperCaseHashIsRefused() {
        stage.connect("ann");
        JsonNode answer =
                stage.send(
                                "ann",
                                "{\"action\":\"matchmake\",\"game\":\"arena.blitz\","
                                        + "\"nonceHash\":\""
                                        + "AB".repeat(32)
                                        + "\",\"options\":{\"warriors\":1}}")
                        .getFirst();

        assertEquals("out-of-range", answer.path("data").path("code").asText());
    }

    @Test
    void whoCancelsWaitsNoLongerAndCancellingNothingIsAnError() {
        stage.connect("ann");
        stage.matchmake("ann", 1, false);
        String cancel = "{\"action\":\"cancel-matchmaking\",\"id\":\"c\",\"game\":\"arena.blitz\"}";

        JsonNode first = stage.send("ann", cancel).getFirst();
        JsonNode second = stage.send("ann", cancel).getFirst();

        assertEquals("matchmaking-cancelled", first.path("type").asText());
        assertEquals("arena.blitz", first.path("data").path("game").asText());
        assertEquals("c", first.path("id").asText());
        assertEquals(List.of(), stage.waiting());
        assertEquals("not-queued", second.path("data").path("code").asText());
    }

    @Test
    void statusTellsWhetherOneWaits() {
        stage.connect("ann");
        stage.connect("ben");
        String ask = "{\"action\":\"matchmaking-status\",\"game\":\"arena.blitz\"}";
        JsonNode before = stage.send("ann", ask).getFirst();
        stage.matchmake("ann", 1, false);
        stage.matchmake("ben", 1, false);
        later(1_500);
        JsonNode after = stage.send("ann", ask).getFirst();

        assertEquals("matchmaking-status", after.path("type").asText());
        assertFalse(before.path("data").path("queued").asBoolean());
        assertEquals(0, before.path("data").path("waiting").asInt());
        assertEquals(0, before.path("data").path("waitedMs").asLong());
        assertTrue(after.path("data").path("queued").asBoolean());
        assertEquals(2, after.path("data").path("waiting").asInt());
        assertEquals(1_500, after.path("data").path("waitedMs").asLong());
    }

    @ParameterizedTest
    @CsvSource({"cancel-matchmaking", "matchmaking-status"})
    void otherRequestsNeedAGameThatThereIs(String action) {
        stage.connect("ann");

        JsonNode unknown =
                stage.send("ann", "{\"action\":\"" + action + "\",\"game\":\"chess\"}").getFirst();
        JsonNode missing = stage.send("ann", "{\"action\":\"" + action + "\"}").getFirst();

        assertEquals("unknown-game", unknown.path("data").path("code").asText());
        assertEquals("missing-field", missing.path("data").path("code").asText());
    }

    @Test
    void aFullQueueAnswersBusy() {
        stage.connect("ann");
        stage.local
                .stores()
                .redis()
                .<Long>eval(
                        """
                        for i = 1, tonumber(ARGV[1]) do redis.call('ZADD', KEYS[1], i, 'x' .. i) end
                        return 0
                        """,
                        io.lettuce.core.ScriptOutputType.INTEGER,
                        new String[] {stage.local.stores().keys().matchQueued(LobbyStage.GAME)},
                        Integer.toString(WaitingIndex.WAITING_MAX));

        List<JsonNode> answers = stage.matchmake("ann", 1, false);

        assertEquals(1, answers.size());
        assertEquals("busy", answers.getFirst().path("data").path("code").asText());
    }
}
