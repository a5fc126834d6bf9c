package dev.atrium.host;

import static dev.atrium.host.OperatedDeployment.done;
import static dev.atrium.host.OperatedDeployment.enter;
import static dev.atrium.host.OperatedDeployment.get;
import static dev.atrium.host.OperatedDeployment.refused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.host.lease.HostLease;
import dev.atrium.proof.OutcomeProof;
import dev.atrium.room.RoomId;
import dev.atrium.room.RoomStatus;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What operators do to rooms, over their port, on real stores. */
// Most of its time it waits, on hosts and tables of its own.
@Execution(ExecutionMode.CONCURRENT)
class OperatorCommandsIT {
    private static final int SPEED = 5;
    private static final int BOTS = OperatedDeployment.WARRIORS - 2;

    @TempDir private static Path folder;

    private static OperatedDeployment deployment;
    private static RunningHost host;
    private static RunningHost other;

    private final RunningHost.Guest ada = RunningHost.Guest.named("Ada");
    private final RunningHost.Guest ben = RunningHost.Guest.named("Ben");

    @BeforeAll
    static void start() throws IOException {
        deployment = OperatedDeployment.start("commands", folder, SPEED);
        host = deployment.first();
        other = deployment.second();
    }

    @AfterAll
    static void stop() {
        deployment.close();
    }

    private String place() {
        return host.place(List.of(ada, ben), BOTS);
    }

    private static String room(String roomId, String command) {
        return "/rooms/" + roomId + "/" + command;
    }

    private String kick(String roomId) {
        return room(roomId, "kick?player=" + ada.playerId());
    }

    @Test
    void whoIsKickedIsToldAndDoesNotComeBackAtAnyHost() {
        String roomId = place();
        try (TestPlayer kicked = enter(host, roomId, ada);
                TestPlayer stays = enter(host, roomId, ben)) {
            kicked.await("state");
            assertEquals("404 player-not-found", refused(host, room(roomId, "kick?player=bot-0")));
            assertEquals("400 missing-field", refused(host, room(roomId, "kick")));
            done(host, kick(roomId));
            assertEquals("kicked", kicked.await("room-closed").at("/data/reason").asText());
            assertEquals(4403, kicked.awaitClose());
            assertEquals(0, stays.await("player-left").at("/data/seat").asInt());
            stays.await("state");
            try (TestPlayer again = enter(host, roomId, ada)) {
                JsonNode error = again.error("kicked");
                assertFalse(error.at("/data/retryable").asBoolean());
            }
            done(host, kick(roomId));
            done(host, room(roomId, "hand-over?to=" + other.hostId()));
            assertEquals(4503, stays.awaitClose());
        }
        try (TestPlayer again = enter(other, roomId, ada)) {
            again.error("seat-given-up");
        }
        assertEquals(
                List.of(
                        "kick player-not-found",
                        "kick missing-field",
                        "kick ok",
                        "kick ok",
                        "hand-over ok"),
                deployment.auditOf(roomId));
    }

    @Test
    void whoIsKickedBeforeTheBeginningHasNoSeatInThePlay() {
        String roomId = place();
        try (TestPlayer stays = enter(host, roomId, ben)) {
            stays.await("entered");
            done(host, kick(roomId));
            assertEquals(0, stays.await("player-left").at("/data/seat").asInt());
            // Nobody is waited for any more: long before the ten seconds are over it is played.
            long askedNanos = System.nanoTime();
            stays.await("state", view -> view.get("tick").asLong() > 0);
            assertTrue(System.nanoTime() - askedNanos < TimeUnit.SECONDS.toNanos(8));
        }
        try (TestPlayer again = enter(host, roomId, ada)) {
            again.error("kicked");
        }
    }

    private static long tick(String roomId) {
        return get(host, "/rooms/" + roomId).path("tick").asLong();
    }

    @Test
    void aFrozenRoomStandsStillAndItsJournalIsNoneTheWorse() throws Exception {
        String roomId = place();
        try (TestPlayer player = enter(host, roomId, ada)) {
            TestPlayer leaves = enter(host, roomId, ben);
            player.await("state", view -> view.get("tick").asLong() > 30);
            player.move(roomId, "0-0", "n", 1);
            player.await("state", view -> view.at("/durable/0").asLong() == 1);
            long frozenAt = done(host, room(roomId, "freeze?minutes=5")).path("tick").asLong();
            long endsAt = player.await("room-frozen").at("/data/endsAt").asLong();
            assertTrue(Math.abs(endsAt - System.currentTimeMillis() - 300_000) < 30_000);
            assertTrue(get(host, "/rooms/" + roomId).path("frozen").asBoolean());

            player.move(roomId, "0-0", "s", 2);
            JsonNode refusal = player.error("room-frozen");
            assertTrue(refusal.at("/data/retryable").asBoolean());
            assertEquals(2, refusal.at("/data/seq").asLong());
            leaves.close();
            // Who goes while it stands is gone at that tick, and all see it.
            JsonNode update =
                    player.await(
                            "players-update",
                            m -> m.at("/data/players/1/presence").asText().equals("gone"));
            assertEquals(frozenAt, update.get("tick").asLong());
            try (TestPlayer comes = enter(host, roomId, ben)) {
                comes.await("entered");
                comes.await("room-frozen");
            }
            assertEquals(frozenAt, tick(roomId));

            done(host, room(roomId, "unfreeze"));
            player.await("room-unfrozen");
            assertTrue(player.await("time-slip").at("/data/ms").asLong() > 0);
            assertFalse(get(host, "/rooms/" + roomId).path("frozen").asBoolean());
            done(host, room(roomId, "unfreeze"));
            // The number was not spent.
            player.move(roomId, "0-0", "s", 2);
            JsonNode view = player.await("state", v -> v.at("/applied/0").asLong() == 2);
            assertTrue(view.get("tick").asLong() > frozenAt);
            player.awaitComplete();
        }
        assertEquals(RoomStatus.FINISHED, host.room(roomId).status());
        assertInstanceOf(OutcomeProof.Result.Proven.class, host.prove(roomId));
        for (String command : List.of("kick?player=x", "freeze", "unfreeze", "void", "refund")) {
            assertEquals("410 room-over", refused(host, room(roomId, command)), command);
        }
        assertEquals("410 room-over", refused(other, room(roomId, "hand-over")));
    }

    @Test
    void aFreezeEndsWithItsOwner() {
        String roomId = place();
        try (TestPlayer player = enter(host, roomId, ada);
                TestPlayer also = enter(host, roomId, ben)) {
            player.await("state");
            also.await("state");
            long frozenAt = done(host, room(roomId, "freeze")).path("tick").asLong();
            done(host, room(roomId, "hand-over"));
            player.await("room-moved");
            try (TestPlayer there = enter(other, roomId, ada)) {
                there.await("entered");
                there.await("state", view -> view.get("tick").asLong() > frozenAt);
                assertTrue(there.noneOf("room-frozen", frozen -> true));
            }
        }
    }

    @Test
    void whatIsNotPlayingIsNotFrozen() {
        String roomId = place();
        assertEquals("409 room-not-playing", refused(host, room(roomId, "freeze")), "unopened");
        try (TestPlayer player = enter(host, roomId, ada)) {
            player.await("entered");
            assertEquals("409 room-not-playing", refused(host, room(roomId, "freeze")));
        }
        for (String minutes : List.of("0", "1441", "-1", "many", "")) {
            assertEquals(
                    "400 out-of-range", refused(host, room(roomId, "freeze?minutes=" + minutes)));
        }
    }

    @Test
    void aVoidRoomIsToldToItsPlayersAndNothingOfItIsRefunded() {
        String roomId = place();
        try (TestPlayer player = enter(host, roomId, ada)) {
            player.await("entered");
            assertEquals("409 room-elsewhere", refused(other, room(roomId, "void")));
            JsonNode isVoid = done(host, room(roomId, "void"));
            assertEquals("operator-void", isVoid.path("voidReason").asText());
            assertEquals("operator-void", player.await("room-closed").at("/data/reason").asText());
            assertEquals(4410, player.awaitClose());
        }
        assertEquals(RoomStatus.VOID, host.room(roomId).status());
        assertEquals("operator-void", host.room(roomId).voidReason());
        done(other, room(roomId, "void"));
        JsonNode refund = done(other, room(roomId, "refund"));
        assertEquals("nothing-to-refund", refund.path("code").asText());
        assertEquals("operator-void", refund.path("voidReason").asText(), "its reason stays");
        assertEquals("410 room-over", refused(host, kick(roomId)));
        assertEquals(
                List.of("void room-elsewhere", "void ok", "void ok", "refund ok", "kick room-over"),
                deployment.auditOf(roomId));
    }

    @Test
    void aRefundOfARoomThatCostSomethingSaysThatItGoesBack() {
        String roomId = host.placeForStakes(List.of(ada, ben), 100);
        try (TestPlayer player = enter(host, roomId, ada);
                TestPlayer also = enter(host, roomId, ben)) {
            player.await("state");
            also.await("state");
            JsonNode refund = done(host, room(roomId, "refund"));
            assertEquals("refunding", refund.path("code").asText());
            assertEquals(refund, done(other, room(roomId, "refund")));
            assertEquals(RoomStatus.VOID, host.room(roomId).status());
        }
    }

    @Test
    void whoLeavesBeforeTheBeginningHasNoPartInThePlayAndTooFewDoNotBegin() {
        String roomId = host.placeForStakes(List.of(ada, ben), 100);
        try (TestPlayer leaves = enter(host, roomId, ada)) {
            leaves.await("entered");
            leaves.send("{\"action\":\"leave\",\"room\":\"" + roomId + "\"}").await("left");
            try (TestPlayer stays = enter(host, roomId, ben)) {
                assertEquals(
                        "too-few-players", stays.await("room-closed").at("/data/reason").asText());
            }
        }
        RunningHost.until(() -> host.room(roomId).status() == RoomStatus.VOID, "it is not void");
        assertEquals("too-few-players", host.room(roomId).voidReason());
    }

    @Test
    void aRefundMakesARunningRoomVoidAndSaysThatThereWereNoStakes() {
        String roomId = place();
        try (TestPlayer player = enter(host, roomId, ada);
                TestPlayer also = enter(host, roomId, ben)) {
            player.await("state");
            also.await("state");
            JsonNode refund = done(host, room(roomId, "refund"));
            assertEquals("nothing-to-refund", refund.path("code").asText());
            assertEquals("operator-refund", refund.path("voidReason").asText());
            assertEquals(
                    "operator-refund", player.await("room-closed").at("/data/reason").asText());
            assertEquals(refund, done(host, room(roomId, "refund")), "again it is the same");
        }
        assertEquals("operator-refund", host.room(roomId).voidReason());
    }

    @Test
    void aRoomThatNobodyOpenedIsMadeVoidAndHandedOverByItsRow() {
        String given = place();
        JsonNode moved = done(host, room(given, "hand-over?to=" + other.hostId()));
        assertEquals(other.row().directUrl(), moved.path("direct").asText());
        try (TestPlayer player = enter(other, given, ada)) {
            player.await("entered");
        }
        String closed = place();
        done(host, room(closed, "void"));
        try (TestPlayer player = enter(host, closed, ada)) {
            player.error("room-over");
        }
        assertEquals(0, host.room(closed).epoch());
        assertEquals("", host.room(closed).liveOwner() == null ? "" : "live");
    }

    @Test
    void aRoomGoesToTheHostThatIsNamedWithEverythingInIt() {
        String roomId = place();
        assertEquals("host-unfit", code(roomId, host.hostId()), "it is there already");
        assertEquals("host-not-found", code(roomId, "no-such-host"));
        assertEquals("409 room-elsewhere", refused(other, room(roomId, "hand-over")));
        try (TestPlayer player = enter(host, roomId, ada);
                TestPlayer also = enter(host, roomId, ben)) {
            also.await("state");
            player.move(roomId, "0-0", "n", 1);
            long tick =
                    player.await("state", v -> v.at("/applied/0").asLong() == 1)
                            .get("tick")
                            .asLong();
            JsonNode moved = done(host, room(roomId, "hand-over?to=" + other.hostId()));
            assertEquals(2, moved.path("epoch").asLong());
            JsonNode told = player.await("room-moved");
            assertEquals(moved.path("direct"), told.at("/data/direct"));
            assertEquals(4503, player.awaitClose());
            try (TestPlayer there = enter(other, roomId, ada)) {
                JsonNode view = there.await("state");
                assertTrue(view.get("tick").asLong() >= tick);
                assertEquals(1, view.at("/durable/0").asLong(), "nothing was lost");
            }
        }
        assertEquals(other.hostId(), host.room(roomId).owner());
        JsonNode owner = get(host, room(roomId, "owner"));
        assertEquals(other.hostId(), owner.path("owner").asText());
        assertEquals("playing", owner.path("status").asText());
        assertEquals(
                "http://127.0.0.1:" + other.operatorPort(), owner.path("operatorUrl").asText());
    }

    private static String code(String roomId, String to) {
        return refused(host, room(roomId, "hand-over?to=" + to)).substring("409 ".length());
    }

    @Test
    void aRoomThatNobodyTakesGoesOnWhereItIs() throws IOException {
        RunningHost expired = deployment.start(SPEED, Map.of());
        try {
            host.awaitSightOf(expired);
            String roomId = place();
            try (TestPlayer player = enter(host, roomId, ada);
                    TestPlayer also = enter(host, roomId, ben)) {
                also.await("state");
                player.await("state");
                // Seen alive until its lease is over, it takes nothing any more.
                expired.bean(HostLease.class).close();
                assertEquals("host-unfit", code(roomId, expired.hostId()));
                player.await("time-slip");
                player.move(roomId, "0-0", "n", 1);
                JsonNode view = player.await("state", v -> v.at("/durable/0").asLong() == 1);
                assertEquals(1, view.get("epoch").asLong());
                assertTrue(player.noneOf("room-closed", closed -> true));
                done(host, room(roomId, "hand-over?to=" + other.hostId()));
                player.await("room-moved");
            }
        } finally {
            expired.close();
        }
    }

    @Test
    void aRoomThatIsNoneIsRefusedByEveryCommand() {
        for (String roomId : List.of("x", RoomId.draw().value())) {
            for (String command :
                    List.of("kick?player=p", "freeze", "unfreeze", "void", "refund", "hand-over")) {
                assertEquals("404 room-not-found", refused(host, room(roomId, command)), command);
            }
            assertEquals("404 room-not-found", refused(host, "GET", room(roomId, "owner"), ""));
        }
    }
}
