package dev.atrium.functions.siege;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.escrow.Escrow;
import dev.atrium.escrow.EscrowState;
import dev.atrium.escrow.LedgerAuditor;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.functions.edge.LocalStores;
import dev.atrium.functions.match.LobbyStage;
import dev.atrium.functions.placement.RoomSweeperHandler;
import dev.atrium.match.SiegeSlots;
import dev.atrium.match.SiegeStatus;
import dev.atrium.schema.SiegeRow;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A lobby with a siege every five minutes, of which each warrior costs 100. */
final class SiegeStage implements AutoCloseable {
    static final long PERIOD_MS = 300_000;
    static final long FEE = 100;

    final LobbyStage lobby;
    final SiegeBook book;
    final Escrow escrow;
    final SiegeScheduleHandler schedule;

    SiegeStage(Map<String, String> more) {
        Map<String, String> all =
                new HashMap<>(
                        Map.of(
                                "ATRIUM_FEES",
                                "arena.siege=" + FEE,
                                "ATRIUM_PLAY_MONEY",
                                "1000",
                                "ATRIUM_SIEGE_PERIOD_MS",
                                Long.toString(PERIOD_MS)));
        all.putAll(more);
        lobby = new LobbyStage(all);
        book = Sieges.bookOf(local().functions());
        escrow = local().functions().escrow();
        schedule = new SiegeScheduleHandler(local().functions());
    }

    LocalFunctions local() {
        return lobby.local;
    }

    /** The next slot. */
    long slot() {
        return new SiegeSlots(PERIOD_MS).next(local().clock().millis(), 1).getFirst();
    }

    SiegeRow siege(long slot) {
        return book.find(slot).orElseThrow();
    }

    void later(long ms) {
        local().clock().advance(Duration.ofMillis(ms));
    }

    /** The moment at which that siege starts. */
    void startOf(long slot) {
        later(slot - local().clock().millis());
    }

    void beat() {
        LobbyStage.beat(schedule);
    }

    /** A beat of a process that reaches DynamoDB by that client. */
    void beat(DynamoDbClient client) {
        try (Functions functions =
                new Functions(
                        local().functions().config(),
                        new Functions.Clients(
                                () -> client,
                                local().gateway()::client,
                                local().wakes()::client,
                                local().clock()))) {
            LobbyStage.beat(new SiegeScheduleHandler(functions));
        }
    }

    /** The sweeper of rooms looks. */
    void sweep() {
        LobbyStage.beat(new RoomSweeperHandler(local().functions()));
    }

    /** The slot that these are registered for, with 2 and 3 and 4 and so on warriors. */
    long registered(String... players) {
        long slot = slot();
        int warriors = 2;
        for (String player : players) {
            lobby.connect(player);
            assertEquals(
                    "siege-registered", register(player, slot, warriors++).path("type").asText());
        }
        return slot;
    }

    /** That siege does not take place, and each of them was told so once and has his fee back. */
    void assertCancelled(long slot, String reason, String... players) {
        assertEquals(SiegeStatus.CANCELLED, siege(slot).status());
        for (String player : players) {
            List<JsonNode> told = lobby.got(player, "siege-cancelled");
            assertEquals(1, told.size(), player);
            assertEquals(slot, told.getFirst().path("slot").asLong());
            assertEquals(reason, told.getFirst().path("reason").asText());
            assertEquals(1_000, escrow.balance(player));
        }
        assertEquals(EscrowState.REFUNDED, escrow.find(siege(slot).roomId()).orElseThrow().state());
        assertTrue(siege(slot).told());
        assertNull(siege(slot).unfinished(), "nobody looks at it any more");
    }

    /** The last that he gets for it. */
    JsonNode register(String playerId, long slot, int warriors) {
        return register(playerId, slot, warriors, LobbyStage.HASH);
    }

    JsonNode register(String playerId, long slot, int warriors, String hash) {
        return last(
                playerId,
                """
                {"action":"register-siege","id":"r","slot":%d,"warriors":%d,"nonceHash":"%s"}\
                """
                        .formatted(slot, warriors, hash));
    }

    JsonNode cancel(String playerId, long slot) {
        return last(
                playerId,
                "{\"action\":\"cancel-registration\",\"id\":\"c\",\"slot\":%d}".formatted(slot));
    }

    JsonNode last(String playerId, String json) {
        List<JsonNode> answers = lobby.send(playerId, json);
        return answers.getLast();
    }

    static String code(JsonNode answer) {
        return answer.path("data").path("code").asText();
    }

    /** What the escrow of a siege holds. */
    long held(long slot) {
        return escrow.find(siege(slot).roomId()).orElseThrow().balance();
    }

    /** Whatever happened, no money was made or lost by it. */
    void assertLedgerIsInOrder() {
        LocalStores stores = local().stores();
        LedgerAuditor auditor = new LedgerAuditor(stores.dynamo(), stores.tablePrefix(), 10_000);
        assertEquals(List.of(), auditor.audit().findings());
    }

    @Override
    public void close() {
        lobby.close();
    }
}
