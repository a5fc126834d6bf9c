package dev.atrium.host.takeover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.atrium.host.LocalStores;
import dev.atrium.host.dynamo.RoomTable;
import dev.atrium.host.room.RoomHandOver.Result;
import dev.atrium.room.RoomId;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What becomes of a room whose host leaves, in a real DynamoDB Local. */
class HandOversIT {
    private static final String LEAVING = "host-leaving";

    private final String roomId = RoomId.draw().value();
    private final List<HostRow> others = new ArrayList<>();
    private final List<String> greeted = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private boolean heirTakes;
    private RoomTable rooms;
    private HandOvers handOvers;
    private String game;

    private final Heirs heirs =
            new Heirs() {
                @Override
                public void ask(HostRow heir, String id, long epoch) {
                    asked.add(heir.hostId());
                    if (heirTakes) {
                        var _ =
                                rooms.take(rooms.find(id).orElseThrow(), heir.hostId())
                                        .orElseThrow();
                    }
                }

                @Override
                public void greet(HostRow heir) {
                    greeted.add(heir.hostId());
                }
            };

    @BeforeEach
    void playARoom() {
        DynamoDbEnhancedClient tables =
                DynamoDbEnhancedClient.builder().dynamoDbClient(LocalStores.get().client()).build();
        rooms = new RoomTable(tables, "test-");
        RoomRow placed = LocalStores.placed(roomId, LEAVING, "[]");
        Tables.ROOMS.in(tables, "test-").putItem(placed);
        var _ = rooms.take(placed, LEAVING).orElseThrow();
        game = HostRow.gameKey(placed.game(), placed.rulesVersion());
        handOvers = new HandOvers(rooms, () -> List.copyOf(others), LEAVING, heirs, Runnable::run);
    }

    private HostRow host(String id, int capacity) {
        String direct = "ws://" + id + "/play";
        return new HostRow(id, "local", direct, "", "", List.of(game), capacity, 0, false, 1, 0);
    }

    private Result handOver() {
        CompletableFuture<Result> result = new CompletableFuture<>();
        handOvers.handOver(roomId, 1, result::complete);
        return result.join();
    }

    @Test
    void whoTakesItIsToldToItsPlayers() {
        others.add(host("host-heir", 10));
        heirTakes = true;

        assertEquals(new Result.Taken("ws://host-heir/play", 2), handOver());
    }

    @Test
    void aRoomThatNoHeirTakesInTimeStaysAsItIsStoredForThoseWhoLive() {
        others.add(host("host-busy", 10));
        others.add(host("host-silent", 10));

        assertInstanceOf(Result.Refused.class, handOver());

        assertEquals(2, asked.size(), "both were asked: " + asked);
        RoomRow room = rooms.find(roomId).orElseThrow();
        assertEquals(RoomStatus.PLAYING, room.status());
        assertEquals(1, room.epoch());
        assertEquals(List.of(room), rooms.ownedBy(LEAVING).stream().filter(this::isIt).toList());
    }

    private boolean isIt(RoomRow row) {
        return row.roomId().equals(roomId);
    }

    @Test
    void withoutAnybodyWhoCouldTakeItItIsRefused() {
        assertInstanceOf(Result.Refused.class, handOver());
        others.add(host("host-full", 0));
        assertInstanceOf(Result.Refused.class, handOver());
        assertEquals(List.of(), asked);
    }

    @Test
    void othersAreGreetedBeforeAnyRoomStands() {
        others.add(host("host-a", 1));
        others.add(host("host-b", 1));

        handOvers.greetOthers();

        assertEquals(List.of("host-a", "host-b"), greeted);
        assertEquals(List.of(), asked);
    }
}
