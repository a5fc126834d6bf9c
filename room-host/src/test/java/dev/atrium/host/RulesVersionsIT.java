package dev.atrium.host;

import static dev.atrium.host.OperatedDeployment.get;
import static dev.atrium.host.OperatedDeployment.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.host.dynamo.RulesInUse;
import dev.atrium.room.RoomId;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.SettlementRow;
import dev.atrium.schema.Tables;
import dev.atrium.settle.Settlement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Which rules versions rooms still need, as operators see it, on real stores. */
class RulesVersionsIT {
    private static final String PREFIX = "rules-";

    @TempDir private static Path folder;

    private static OperatedDeployment deployment;
    private static DynamoDbEnhancedClient dynamo;

    @BeforeAll
    static void start() throws IOException {
        deployment = OperatedDeployment.start("rules", folder, 1);
        dynamo =
                DynamoDbEnhancedClient.builder().dynamoDbClient(LocalStores.get().client()).build();
    }

    @AfterAll
    static void stop() {
        deployment.close();
    }

    /** A room that no host has or will take. */
    private static RoomRow room(String game, RoomStatus status, long settledAtMs) {
        RoomRow row =
                new RoomRow(
                        RoomId.draw().value(),
                        game,
                        3,
                        status,
                        "gone",
                        1,
                        "[]",
                        1,
                        0,
                        null,
                        null,
                        settledAtMs);
        Tables.ROOMS.in(dynamo, PREFIX).putItem(row);
        return row;
    }

    private static JsonNode version(JsonNode answer, String game, int rulesVersion) {
        return answer.path("versions")
                .valueStream()
                .filter(v -> v.path("game").asText().equals(game))
                .filter(v -> v.path("rulesVersion").asInt() == rulesVersion)
                .findFirst()
                .orElseThrow(() -> new AssertionError(answer.toString()));
    }

    @Test
    void everyVersionIsListedWithTheRoomsThatNeedItAndTheHostsThatKnowIt() {
        room("old.first", RoomStatus.PLACED, 0);
        room("old.first", RoomStatus.PLAYING, 0);
        room("old.first", RoomStatus.FINISHED, 0);
        room("old.first", RoomStatus.FINISHED, 7);
        room("old.first", RoomStatus.VOID, 0);
        RoomRow refused = room("old.second", RoomStatus.FINISHED, 0);
        Tables.SETTLEMENTS
                .in(dynamo, PREFIX)
                .putItem(
                        new SettlementRow(
                                refused.roomId(), Settlement.REFUSED, 1, "journal-missing"));

        JsonNode answer = get(deployment.second(), "/versions");

        assertTrue(answer.path("complete").asBoolean());
        assertEquals(
                "{\"game\":\"old.first\",\"rulesVersion\":3,\"live\":2,\"unsettled\":1,"
                        + "\"refused\":0,\"needed\":true,\"known\":false}",
                version(answer, "old.first", 3).toString());
        assertEquals(
                "{\"game\":\"old.second\",\"rulesVersion\":3,\"live\":0,\"unsettled\":0,"
                        + "\"refused\":1,\"needed\":false,\"known\":false}",
                version(answer, "old.second", 3).toString());
        JsonNode arena = version(answer, "arena.blitz", 1);
        assertTrue(arena.path("known").asBoolean());
        Set<String> hosts = Set.of(deployment.first().hostId(), deployment.second().hostId());
        assertEquals(
                hosts,
                Set.copyOf(arena.path("hosts").valueStream().map(JsonNode::asText).toList()));
    }

    @Test
    void scanThatDoesNotComeToItsEndSaysSo() {
        RulesInUse.Found none =
                new RulesInUse(LocalStores.get().client(), PREFIX).all(Duration.ofNanos(-1));

        assertEquals(false, none.complete());
        assertTrue(none.rooms().isEmpty());
    }

    @Test
    void whoShowsNoKeyIsRefused() {
        HttpResponse<String> answer =
                Operators.of(deployment.first()).call("GET", "/versions", "none", "");

        assertEquals(401, answer.statusCode());
        assertEquals("unauthorized", json(answer).path("code").asText());
    }

    @Test
    void hostSaysInItsLogWhichRoomsNobodyCanRun() {
        room("old.third", RoomStatus.PLAYING, 0);
        room("old.fourth", RoomStatus.FINISHED, 0);
        Logger log = (Logger) LoggerFactory.getLogger(RulesAlarm.class);
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        log.addAppender(said);
        try {
            deployment.first().bean(RulesAlarm.class).look();
        } finally {
            log.detachAppender(said);
        }

        List<String> errors =
                said.list.stream()
                        .filter(event -> event.getLevel() == Level.ERROR)
                        .map(ILoggingEvent::getFormattedMessage)
                        .filter(line -> line.contains("old.third") || line.contains("old.fourth"))
                        .toList();
        assertEquals(
                List.of(
                        "RULES MISSING: no living host knows old.third in rules version 3, which 1"
                                + " live rooms have"),
                errors);
        assertTrue(said.list.stream().noneMatch(e -> e.getFormattedMessage().contains("arena")));
    }
}
