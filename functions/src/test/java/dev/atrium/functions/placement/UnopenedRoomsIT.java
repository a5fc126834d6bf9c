package dev.atrium.functions.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.functions.match.LobbyStage;
import dev.atrium.room.RoomId;
import dev.atrium.room.RoomStatus;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.RoomCondition;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Rooms that nobody opens, in a real DynamoDB, with players on a gateway. */
class UnopenedRoomsIT {
    @AutoClose private final LobbyStage stage = new LobbyStage();

    private void beat() {
        LobbyStage.beat(new RoomSweeperHandler(stage.local.functions()));
    }

    private DynamoDbTable<RoomRow> table() {
        return stage.local.stores().table(Tables.ROOMS);
    }

    private RoomRow row(String roomId) {
        return table().getItem(r -> r.key(k -> k.partitionValue(roomId)).consistentRead(true));
    }

    private RoomRow put(RoomStatus status, long epoch) {
        RoomRow row =
                new RoomRow(
                        RoomId.draw().value(),
                        LobbyStage.GAME,
                        1,
                        status,
                        "host-1",
                        epoch,
                        "[]",
                        stage.local.functions().nowMs(),
                        0,
                        null,
                        null,
                        0);
        table().putItem(row);
        return row;
    }

    private void pass(long ms) {
        stage.local.clock().advance(Duration.ofMillis(ms));
    }

    @Test
    void matchThatNobodyOpensIsVoidAfterAMinuteAndItsPlayersAreTold() {
        stage.host("host-1");
        for (String player : List.of("p-ann", "p-ben")) {
            stage.connect(player);
            stage.matchmake(player, 3, true);
        }
        pass(6_000);
        stage.beat();
        RoomRow placed = stage.rooms().getFirst();
        assertEquals(RoomStatus.PLACED, placed.status());

        pass(UnopenedRooms.UNOPENED_MS_MAX - 1);
        beat();
        assertEquals(placed, row(placed.roomId()), "a moment too early");

        pass(1);
        beat();
        RoomRow isVoid = row(placed.roomId());
        assertEquals(placed.voided("nobody-entered"), isVoid);
        assertNull(isVoid.liveOwner(), "no host looks after it any more");
        for (String player : List.of("p-ann", "p-ben")) {
            List<JsonNode> told = told(player);
            assertEquals(1, told.size());
            assertEquals(placed.roomId(), told.getFirst().path("room").asText());
            assertEquals("nobody-entered", told.getFirst().path("data").path("reason").asText());
        }

        beat();
        assertEquals(isVoid, row(placed.roomId()));
        assertEquals(1, told("p-ann").size(), "once");
    }

    private List<JsonNode> told(String player) {
        return stage.posts(player).stream()
                .filter(p -> p.path("type").asText().equals("room-closed"))
                .toList();
    }

    /** The room is void by then and is not swept again, so whoever is left out stays so. */
    @Test
    void playersAreToldThoughTheConnectionsOfOneCannotBeFound() {
        stage.connect("p-ben");
        RoomRow room = withSeats(seats("", "p-ben"));
        table().putItem(room);
        pass(2 * UnopenedRooms.UNOPENED_MS_MAX);

        beat();

        assertEquals(RoomStatus.VOID, row(room.roomId()).status());
        assertEquals(1, told("p-ben").size());
    }

    private static RoomRow withSeats(String json) {
        return new RoomRow(
                RoomId.draw().value(),
                LobbyStage.GAME,
                1,
                RoomStatus.PLACED,
                "host-1",
                0,
                json,
                1,
                0,
                null,
                null,
                0);
    }

    /** DynamoDB refuses a query for a player without an id. */
    private static String seats(String... playerIds) {
        List<SeatPlan> seats = new ArrayList<>();
        for (String playerId : playerIds) {
            seats.add(
                    new SeatPlan(seats.size(), playerId, "Ada", "fox", false, new TreeMap<>(), ""));
        }
        return Json.mapper().valueToTree(seats).toString();
    }

    @ParameterizedTest
    @EnumSource(
            value = RoomStatus.class,
            names = {"PLAYING", "FINISHED", "VOID"})
    void roomThatWasOpenedIsLeftAlone(RoomStatus status) {
        RoomRow row = put(status, 1);
        pass(10 * UnopenedRooms.UNOPENED_MS_MAX);

        beat();

        assertEquals(row, row(row.roomId()));
    }

    /**
     * The index follows its table: what it shows may be over, or just being opened. Whoever opens
     * comes a little later each time, from before the sweep has begun until after it is done.
     */
    @Test
    void roomThatIsOpenedInTheSameMomentIsEitherOpenOrVoid() throws Exception {
        int rounds = 40;
        int opened = 0;
        long sweepNanos = 0;
        try (ExecutorService opener = Executors.newSingleThreadExecutor()) {
            for (int i = 0; i < rounds; i++) {
                RoomRow placed = put(RoomStatus.PLACED, 0);
                pass(UnopenedRooms.UNOPENED_MS_MAX);
                long waitNanos = 2 * sweepNanos * i / rounds;
                long begun = System.nanoTime();
                Future<Boolean> taken =
                        opener.submit(
                                () -> {
                                    LockSupport.parkNanos(waitNanos);
                                    return take(placed);
                                });
                beat();
                sweepNanos = System.nanoTime() - begun;
                boolean isOpen = taken.get(10, TimeUnit.SECONDS);
                RoomRow now = row(placed.roomId());
                assertEquals(isOpen ? RoomStatus.PLAYING : RoomStatus.VOID, now.status());
                opened += isOpen ? 1 : 0;
            }
        }
        assertTrue(opened > 0 && opened < rounds, opened + " of " + rounds + " were opened");
    }

    /** As a host opens a room: a conditional write over the row as it was read. */
    private boolean take(RoomRow placed) {
        try {
            table().putItem(
                            put ->
                                    put.item(placed.takenBy("host-1"))
                                            .conditionExpression(RoomCondition.asRead(placed)));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    @Test
    void manyAreSweptInBoundedRunsTheOldestFirst() {
        for (int i = 0; i < UnopenedRooms.SHARD_ROOMS_MAX + 5; i++) {
            table().putItem(sameShard(i));
        }
        pass(2 * UnopenedRooms.UNOPENED_MS_MAX);

        beat();
        List<RoomRow> left =
                stage.rooms().stream().filter(r -> r.status() == RoomStatus.PLACED).toList();
        assertEquals(5, left.size());
        assertTrue(left.stream().allMatch(r -> r.createdAtMs() >= UnopenedRooms.SHARD_ROOMS_MAX));

        beat();
        assertTrue(stage.rooms().stream().allMatch(r -> r.status() == RoomStatus.VOID));
    }

    private static RoomRow sameShard(int number) {
        return new RoomRow(
                "a%031d".formatted(number),
                LobbyStage.GAME,
                1,
                RoomStatus.PLACED,
                "host-1",
                0,
                "[]",
                number,
                0,
                null,
                null,
                0);
    }

    @Test
    void rowWhoseSeatsCannotBeReadIsVoidLikeTheOthers() {
        RoomRow broken = withSeats("{");
        table().putItem(broken);
        RoomRow other = put(RoomStatus.PLACED, 0);
        pass(2 * UnopenedRooms.UNOPENED_MS_MAX);

        beat();

        assertEquals(RoomStatus.VOID, row(broken.roomId()).status());
        assertEquals(RoomStatus.VOID, row(other.roomId()).status());
    }
}
