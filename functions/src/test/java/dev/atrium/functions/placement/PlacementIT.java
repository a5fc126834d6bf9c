package dev.atrium.functions.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;

import dev.atrium.catalog.Games;
import dev.atrium.functions.edge.LocalStores;
import dev.atrium.game.GameInfo;
import dev.atrium.room.RoomId;
import dev.atrium.room.RoomStatus;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

class PlacementIT {
    private static final Instant NOW = Instant.ofEpochMilli(1_795_151_105_000L);
    private static final GameInfo BLITZ = Games.all().newest("arena.blitz").orElseThrow().info();
    private static final List<SeatPlan> SEATS =
            List.of(
                    new SeatPlan(0, "p-a", "Ann", "fox", false, new TreeMap<>(), "ab".repeat(32)),
                    new SeatPlan(1, "bot-1", "Basil", "owl", true, new TreeMap<>(), ""));

    private LocalStores stores;
    private Placement placement;

    @BeforeEach
    void open() {
        stores = LocalStores.open();
        placement =
                new Placement(
                        new Placement.Tables(
                                stores.table(Tables.HOSTS), stores.table(Tables.ROOMS)),
                        new Placement.Liveness(() -> stores.redis(), stores.keys()),
                        InstantSource.fixed(NOW),
                        new Random(1));
    }

    @AfterEach
    void close() {
        stores.close();
    }

    private void host(String id, int rooms, int capacity, String game, boolean draining) {
        stores.table(Tables.HOSTS)
                .putItem(
                        new HostRow(
                                id,
                                "local",
                                "ws://127.0.0.1/" + id,
                                "http://127.0.0.1",
                                "test",
                                List.of(game),
                                capacity,
                                rooms,
                                draining,
                                1,
                                0));
        stores.redis().set(stores.keys().hostAlive(id), "1");
    }

    private Optional<String> chosen() {
        return placement.place(BLITZ, SEATS).map(p -> p.host().hostId());
    }

    @Test
    void withoutHostsThereIsNoPlaceAndNoRoom() {
        assertEquals(Optional.empty(), placement.place(BLITZ, SEATS));
        assertEquals(0, stores.table(Tables.ROOMS).scan().items().stream().count());
    }

    @Test
    void theRoomIsWrittenAsPlaced() throws Exception {
        host("only", 0, 10, "arena.blitz@3", false);

        Placement.Placed placed = placement.place(BLITZ, SEATS).orElseThrow();
        RoomRow row = stores.table(Tables.ROOMS).scan().items().iterator().next();

        assertEquals(placed.room(), row);
        assertEquals(RoomStatus.PLACED, row.status());
        assertEquals(0, row.epoch());
        assertEquals("only", row.owner());
        assertEquals("arena.blitz", row.game());
        assertEquals(BLITZ.rulesVersion(), row.rulesVersion());
        assertEquals(NOW.toEpochMilli(), row.createdAtMs());
        assertEquals(0, row.settledAtMs());
        assertNull(row.options());
        List<SeatPlan> seats =
                Json.mapper().readValue(row.seats(), new TypeReference<List<SeatPlan>>() {});
        assertEquals(SEATS, seats);
    }

    @Test
    void settingsThatTheGameIsOpenedWithStandInTheRow() {
        host("only", 0, 10, "arena.blitz@3", false);
        TreeMap<String, String> options = new TreeMap<>(Map.of("roomCode", "ABCD", "mode", "x\"y"));
        RoomId roomId = RoomId.draw();

        RoomRow placed = placement.place(roomId, BLITZ, List.of(), options).orElseThrow().room();

        RoomRow row = stores.table(Tables.ROOMS).scan().items().iterator().next();
        assertEquals(placed, row);
        assertEquals(roomId.value(), row.roomId());
        assertEquals("[]", row.seats());
        assertEquals("{\"mode\":\"x\\\"y\",\"roomCode\":\"ABCD\"}", row.options());
    }

    @Test
    void theLeastLoadedBySizeIsChosen() {
        host("big", 20, 100, "arena.blitz@3", false);
        host("small", 3, 10, "arena.blitz@3", false);

        assertEquals(Optional.of("big"), chosen());
    }

    @Test
    void hostsThatCannotTakeItAreLeftOut() {
        host("draining", 0, 10, "arena.blitz@3", true);
        host("full", 10, 10, "arena.blitz@3", false);
        host("other-rules", 0, 10, "arena.blitz@4", false);
        host("other-game", 0, 10, "arena.other@1", false);
        host("dead", 0, 10, "arena.blitz@3", false);
        stores.redis().del(stores.keys().hostAlive("dead"));
        assertEquals(Optional.empty(), chosen());

        host("loaded", 9, 10, "arena.blitz@3", false);
        assertEquals(Optional.of("loaded"), chosen());
    }

    @Test
    void hostsThatAreEquallyLoadedShare() {
        host("one", 0, 10, "arena.blitz@3", false);
        host("two", 0, 10, "arena.blitz@3", false);

        Set<String> chosen = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            chosen().ifPresent(chosen::add);
        }

        assertTrue(chosen.containsAll(Set.of("one", "two")));
    }
}
