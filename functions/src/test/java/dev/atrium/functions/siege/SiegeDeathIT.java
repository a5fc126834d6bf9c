package dev.atrium.functions.siege;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.functions.placement.UnopenedRooms;
import dev.atrium.match.SiegeStatus;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.SiegeRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.List;
import java.util.Map;

/** What becomes of a siege whose start somebody did not survive, or whose store did not answer. */
class SiegeDeathIT {
    /** In the update that says that a siege takes place. */
    private static final String START = "startedAtMs";

    /** In the update that says that everybody was told. */
    private static final String TOLD = "told = :yes";

    @AutoClose private final SiegeStage stage = new SiegeStage(Map.of());

    @AfterEach
    void theLedgerIsInOrder() {
        stage.assertLedgerIsInOrder();
    }

    private DynamoDbClient dynamo() {
        return stage.local().stores().dynamo();
    }

    /** A siege of Ann and Ben whose time has come, and a host for it. */
    private long due() {
        stage.lobby.host("h1");
        long slot = stage.registered("ann", "ben");
        stage.startOf(slot);
        return slot;
    }

    private void die(DynamoDbClient client) {
        assertThrows(WatchedUpdates.Death.class, () -> stage.beat(client));
    }

    private RoomRow room() {
        assertEquals(1, stage.lobby.rooms().size());
        return stage.lobby.rooms().getFirst();
    }

    private void assertInvited(int times) {
        for (String player : List.of("ann", "ben")) {
            assertEquals(times, stage.lobby.got(player, "match-found").size(), player);
        }
    }

    private void assertStarted(long slot) {
        assertEquals(SiegeStatus.STARTED, stage.siege(slot).status());
        assertEquals(RoomStatus.PLACED, room().status());
        assertEquals(stage.siege(slot).roomId(), room().roomId());
        assertTrue(stage.siege(slot).told());
        assertInvited(1);
        assertEquals(5 * SiegeStage.FEE, stage.held(slot));
    }

    private void assertCalledOff(long slot) {
        assertEquals(RoomStatus.VOID, room().status());
        assertInvited(0);
        stage.assertCancelled(slot, "room-void", "ann", "ben");
    }

    @Test
    void whoDiedBeforeHePlacedARoomIsFollowedByAnotherWhoGoesOn() {
        long slot = due();
        long now = stage.local().clock().millis();
        assertTrue(stage.book.claim(stage.siege(slot), "dead", now, now + 60_000).isPresent());
        stage.beat();
        assertEquals(SiegeStatus.STARTING, stage.siege(slot).status(), "he may still be at it");
        stage.later(60_000);
        stage.beat();
        assertStarted(slot);
        assertFalse(stage.book.start(stage.siege(slot), "dead", now).isPresent(), "he is too late");
        assertFalse(stage.book.callOff(stage.siege(slot), "dead", "x").isPresent());
    }

    @Test
    void whoDiedWithARoomPlacedIsFollowedBeforeItIsSwept() {
        long slot = due();
        die(WatchedUpdates.dyingBefore(dynamo(), START));
        assertEquals(RoomStatus.PLACED, room().status());
        stage.beat();
        assertEquals(SiegeStatus.STARTING, stage.siege(slot).status(), "he may still be at it");
        stage.later(SiegeSchedule.CLAIM_MS);
        stage.sweep();
        stage.beat();
        assertStarted(slot);
    }

    @Test
    void roomThatWasSweptBeforeAnybodyWentOnCallsTheSiegeOff() {
        long slot = due();
        die(WatchedUpdates.dyingBefore(dynamo(), START));
        stage.later(2 * UnopenedRooms.UNOPENED_MS_MAX);
        stage.sweep();
        stage.beat();
        assertCalledOff(slot);
    }

    @Test
    void roomThatWasSweptBeforeAnybodyWasToldCallsTheSiegeOff() {
        long slot = due();
        die(WatchedUpdates.dyingAfter(dynamo(), START));
        assertEquals(SiegeStatus.STARTED, stage.siege(slot).status());
        stage.later(2 * UnopenedRooms.UNOPENED_MS_MAX);
        stage.sweep();
        stage.beat();
        assertCalledOff(slot);
    }

    @Test
    void nobodyIsSentToARoomThatIsAboutToBeSwept() {
        long slot = due();
        die(WatchedUpdates.dyingAfter(dynamo(), START));
        stage.later(UnopenedRooms.UNOPENED_MS_MAX - SiegeSchedule.ENTER_MS_MIN + 1);
        stage.beat();
        assertCalledOff(slot);
    }

    @Test
    void whoDiedBeforeHeToldIsFollowedByOneWhoTells() {
        long slot = due();
        die(WatchedUpdates.dyingAfter(dynamo(), START));
        stage.later(SiegeSchedule.CLAIM_MS);
        stage.beat();
        assertStarted(slot);
    }

    @Test
    void roomThatIsPlayedGoesOnAndItsPlayersAreToldTwiceAtWorst() {
        long slot = due();
        die(WatchedUpdates.dyingBefore(dynamo(), TOLD));
        assertInvited(1);
        stage.local().stores().table(Tables.ROOMS).putItem(room().takenBy("h1"));
        stage.later(10 * UnopenedRooms.UNOPENED_MS_MAX);
        stage.beat();
        assertEquals(RoomStatus.PLAYING, room().status());
        assertEquals(SiegeStatus.STARTED, stage.siege(slot).status());
        assertInvited(2);
        assertEquals(5 * SiegeStage.FEE, stage.held(slot));
    }

    @Test
    void nobodyIsInvitedToARoomThatIsOver() {
        long slot = due();
        die(WatchedUpdates.dyingBefore(dynamo(), TOLD));
        RoomRow playing = room().takenBy("h1");
        stage.local().stores().table(Tables.ROOMS).putItem(playing.finished(1, "hash"));
        stage.later(SiegeSchedule.CLAIM_MS);
        stage.beat();
        assertInvited(1);
        assertTrue(stage.siege(slot).told());
        assertEquals(SiegeStatus.STARTED, stage.siege(slot).status());
    }

    @Test
    void whoDiedBeforeHeToldThatItDoesNotTakePlaceIsFollowedByOneWhoTells() {
        stage.lobby.host("h1");
        long slot = stage.registered("ann");
        stage.startOf(slot);
        die(WatchedUpdates.dyingAfter(dynamo(), "reason"));
        assertEquals(List.of(), stage.lobby.got("ann", "siege-cancelled"));
        stage.later(SiegeSchedule.CLAIM_MS);
        stage.beat();
        stage.assertCancelled(slot, "not-enough-players", "ann");
    }

    @Test
    void repliesThatGetLostKeepNobodyWaiting() {
        long slot = due();
        stage.beat(WatchedUpdates.repeated(dynamo()));
        assertStarted(slot);

        stage.lobby.connect("cat");
        long next = slot + SiegeStage.PERIOD_MS;
        stage.register("cat", next, 1);
        stage.startOf(next);
        stage.beat(WatchedUpdates.repeated(dynamo()));
        stage.assertCancelled(next, "not-enough-players", "cat");
    }

    @Test
    void whoClaimsAgainUnderAnotherNameIsRefusedAndUnderHisOwnIsNot() {
        long slot = due();
        SiegeRow open = stage.siege(slot);
        long now = stage.local().clock().millis();
        assertTrue(stage.book.claim(open, "me", now, now + 1_000).isPresent());
        assertTrue(stage.book.claim(open, "me", now, now + 1_000).isPresent());
        assertTrue(stage.book.claim(open, "you", now, now + 1_000).isEmpty());
        assertTrue(stage.book.claim(stage.siege(slot), "you", now, now + 1_000).isEmpty());
        assertTrue(
                stage.book.claim(stage.siege(slot), "you", now + 1_000, now + 2_000).isPresent());
        assertTrue(stage.book.claim(open, "me", now, now + 1_000).isEmpty(), "it was another's");
    }

    @Test
    void whatFailsOnceIsTriedAgainWithTheNextBeat() {
        long slot = due();
        DynamoDbClient client = WatchedUpdates.failingOnce(dynamo(), START);
        stage.beat(client);
        assertEquals(SiegeStatus.STARTING, stage.siege(slot).status());
        assertInvited(0);
        stage.beat(client);
        assertStarted(slot);
    }
}
