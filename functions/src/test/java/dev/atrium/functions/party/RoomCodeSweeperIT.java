package dev.atrium.functions.party;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.functions.match.LobbyStage;
import dev.atrium.room.RoomCode;
import dev.atrium.room.RoomId;
import dev.atrium.schema.RoomCodeRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;

import io.lettuce.core.cluster.api.sync.RedisClusterCommands;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The clean-up of codes over real stores, after processes that died at each step. */
class RoomCodeSweeperIT {
    private static final String ANN = "p-000000000000000000000001";

    @AutoClose private final PartyStage stage = new PartyStage();

    @BeforeEach
    void host() {
        stage.host("h1");
    }

    /** A process that dies where it would have gone to Redis. */
    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private RoomCodes codesOver(ActiveRooms active) {
        return new RoomCodes(
                stage.local.stores().table(Tables.ROOM_CODES),
                active,
                new Random(1),
                word -> false);
    }

    private ActiveRooms dyingList() {
        return new ActiveRooms(
                () -> {
                    throw new Died();
                },
                stage.local.stores().keys());
    }

    private RoomCodes dying() {
        return codesOver(dyingList());
    }

    private long now() {
        return stage.local.functions().nowMs();
    }

    private void beat() {
        LobbyStage.beat(new RoomCodeSweeperHandler(stage.local.functions()));
    }

    private RoomCodeSweeper sweeper() {
        return RoomCodeSweeper.of(stage.local.functions());
    }

    private RoomCodeSweeper sweeper(ActiveRooms active, int shardPagesMax) {
        return new RoomCodeSweeper(
                stage.local.functions().stores(),
                codesOver(active),
                active,
                stage.local.clock(),
                shardPagesMax);
    }

    private RoomCode created() {
        return new RoomCode(stage.created(ANN).path("roomCode").asText());
    }

    private List<RoomCodeRow> rows() {
        return stage.local.stores().table(Tables.ROOM_CODES).scan().items().stream().toList();
    }

    @Test
    void codeOfARoomThatLivesIsLeftAlone() {
        RoomCode code = created();
        RoomCodeRow row = stage.codeRow(code);
        stage.pass(3 * 3_600_000);

        beat();

        assertEquals(row, stage.codeRow(code));
        assertEquals(List.of(code.value()), stage.active());
    }

    @Test
    void codeOfARoomThatHasEndedIsReleased() {
        JsonNode ready = stage.created(ANN);
        RoomCode code = new RoomCode(ready.path("roomCode").asText());
        RoomCodeRow row = stage.codeRow(code);
        RoomRow room = stage.room(ready.path("roomId").asText());
        RoomCode other = created();
        stage.put(room.takenBy("h1").finished(now(), "00"));
        stage.pass(1_000);

        beat();

        assertEquals(row.released(now()), stage.codeRow(code));
        assertTrue(stage.codeRow(other).isLive());
        assertEquals(List.of(other.value()), stage.active());
        assertEquals("room-over", PartyStage.code(stage.join(ANN, PartyStage.HOME, code.value())));
    }

    @Test
    void codeThatHasExpiredIsNobodyElsesWhileItsRoomLives() {
        RoomCode code = created();
        stage.pass(RoomCodeRow.LIFETIME_MS - 1);
        beat();
        assertEquals(List.of(code.value()), stage.active());

        // An operator held the room's time, or nobody ran it for a while.
        stage.pass(1 + RoomCodeRow.COOL_DOWN_MS);
        beat();

        assertEquals(now() + RoomCodeRow.COOL_DOWN_MS, stage.codeRow(code).reusableAtMs());
        assertEquals(List.of(), stage.active());
        assertEquals(
                "room-expired", PartyStage.code(stage.join(ANN, PartyStage.HOME, code.value())));
    }

    @Test
    void whoDiedBetweenTheClaimAndRedisIsMended() {
        RoomId roomId = RoomId.draw();
        assertThrows(Died.class, () -> dying().claim(roomId, "party.robots", now()));
        RoomCodeRow claimed = rows().getFirst();
        assertEquals(List.of(), stage.active());

        beat();
        assertEquals(List.of(claimed.code()), stage.active(), "it may just be placed");

        stage.pass(RoomCodeSweeper.UNPLACED_MS_MAX);
        beat();
        assertFalse(rows().getFirst().isLive());
        assertEquals(List.of(), stage.active());
    }

    @Test
    void whoDiedBetweenTheClaimAndTheRoomLeaksNoCode() {
        RoomCodes codes = RoomCodes.of(stage.local.functions(), new Random(1));
        RoomCodeRow row = codes.claim(RoomId.draw(), "party.robots", now()).orElseThrow();
        stage.pass(RoomCodeSweeper.UNPLACED_MS_MAX - 1);
        beat();
        assertEquals(row, codes.find(new RoomCode(row.code())).orElseThrow());

        stage.pass(1);
        beat();

        assertEquals(row.released(now()), codes.find(new RoomCode(row.code())).orElseThrow());
        assertEquals(List.of(), stage.active());
    }

    @Test
    void whoDiedBetweenTheReleaseAndRedisIsMended() {
        JsonNode ready = stage.created(ANN);
        RoomCode code = new RoomCode(ready.path("roomCode").asText());
        RoomId roomId = new RoomId(ready.path("roomId").asText());
        assertThrows(Died.class, () -> dying().release(code, roomId, now()));
        assertEquals(List.of(code.value()), stage.active());

        beat();

        assertEquals(List.of(), stage.active());
        assertFalse(stage.codeRow(code).isLive());
    }

    @Test
    void sweeperThatDiedOnItsWayIsFollowedByAnother() {
        JsonNode ready = stage.created(ANN);
        RoomCode code = new RoomCode(ready.path("roomCode").asText());
        RoomCode other = created();
        stage.put(stage.room(ready.path("roomId").asText()).voided("nobody-entered"));
        RoomCodeSweeper dies = sweeper(dyingList(), 1);
        assertThrows(Died.class, dies::sweep);
        assertEquals(Set.of(code.value(), other.value()), Set.copyOf(stage.active()));

        beat();

        assertFalse(stage.codeRow(code).isLive());
        assertEquals(List.of(other.value()), stage.active());
    }

    @Test
    void redisThatHasForgottenEverythingIsToldAgain() {
        RoomCode first = created();
        stage.pass(1_000);
        RoomCode second = created();
        String key = stage.local.stores().keys().roomsActive();
        RedisClusterCommands<String, String> redis = stage.local.stores().redis();
        redis.del(key);

        beat();

        assertEquals(List.of(first.value(), second.value()), stage.active());
        assertEquals(
                stage.codeRow(first).expiresAtMs(), redis.zscore(key, first.value()).longValue());
    }

    @Test
    void whatRedisListsWithoutReasonIsTakenOut() {
        RoomCode code = created();
        String key = stage.local.stores().keys().roomsActive();
        RedisClusterCommands<String, String> redis = stage.local.stores().redis();
        redis.zadd(key, now() - 1.0, "AAAA");
        redis.zadd(key, now() + 1_000_000.0, "BBBB");

        beat();

        assertEquals(List.of(code.value()), stage.active());
    }

    @Test
    void twoThatSweepAtOnceReleaseEachCodeOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            List<RoomRow> rooms = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                JsonNode ready = stage.created("p-" + round + "-" + i);
                rooms.add(stage.room(ready.path("roomId").asText()));
            }
            rooms.subList(0, 6).forEach(room -> stage.put(room.voided("nobody-entered")));
            CountDownLatch together = new CountDownLatch(2);
            List<Future<Integer>> sweeps = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
                for (int i = 0; i < 2; i++) {
                    sweeps.add(
                            threads.submit(
                                    () -> {
                                        together.countDown();
                                        assertTrue(together.await(10, TimeUnit.SECONDS));
                                        return sweeper().sweep();
                                    }));
                }
                int released = 0;
                for (Future<Integer> sweep : sweeps) {
                    released += sweep.get(30, TimeUnit.SECONDS);
                }
                assertEquals(6, released);
            }
            beat();
            List<RoomCodeRow> live = rows().stream().filter(RoomCodeRow::isLive).toList();
            assertEquals(4 * (round + 1), live.size());
            assertEquals(
                    live.stream().map(RoomCodeRow::code).sorted().toList(),
                    stage.active().stream().sorted().toList());
        }
    }

    @Test
    void manyAreSweptInBoundedRuns() {
        int bound = 2 * RoomCodeSweeper.PAGE_CODES;
        int many = bound + 5;
        Random random = new Random(1);
        for (int i = 0; i < many; i++) {
            RoomCode code = RoomCode.draw(random, word -> false);
            RoomCodeRow row =
                    RoomCodeRow.claimed(
                            code.value(), "a%031d".formatted(i), "party.robots", now() + i);
            stage.local.stores().table(Tables.ROOM_CODES).putItem(row);
        }
        int there = rows().size();
        stage.pass(RoomCodeSweeper.UNPLACED_MS_MAX + many);

        RoomCodeSweeper sweeper = sweeper(ActiveRooms.of(stage.local.functions().stores()), 2);
        assertEquals(bound, sweeper.sweep());
        assertEquals(there - bound, sweeper.sweep());
        assertEquals(0, sweeper.sweep());
    }
}
