package dev.atrium.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.game.GameInfo.Durability;
import dev.atrium.game.Input;
import dev.atrium.game.Presence;
import dev.atrium.vrf.DrawnSeed;
import dev.atrium.wire.ErrorCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Rooms on their way to another host, whether they get there or not. */
class RoomMoveTest {
    private static final RoomHandOver.Result REFUSED = new RoomHandOver.Result.Refused();
    private static final RoomHandOver.Result TAKEN =
            new RoomHandOver.Result.Taken("ws://heir/play", 2);
    private static final RoomOrder.Result UNAVAILABLE =
            new RoomOrder.Result.Refused(ErrorCode.UNAVAILABLE);
    private static final Input GONE = new Input.PresenceChanged(1, Presence.GONE);
    private static final Input HERE = new Input.PresenceChanged(1, Presence.HERE);

    private StagedRoom stage = StagedRoom.of(Durability.RELAXED);

    private void answer(RoomHandOver.Result result) {
        stage.handOvers.getLast().done().accept(result);
        stage.run();
    }

    /** The presence that others were told last of the second seat. */
    private static String presence(StagedPlayer told) {
        List<JsonNode> updates = told.told("players-update");
        return updates.isEmpty() ? "" : updates.getLast().at("/data/players/1/presence").asText();
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void whoLeavesARoomThatMovesIsRefusedAndMayLeaveWhereItGoesOn(Durability durability) {
        stage = StagedRoom.of(durability);
        StagedPlayer stays = stage.enter(0);
        StagedPlayer leaves = stage.enter(1);
        stage.pass(100);
        stage.orderHandOver();
        assertEquals(RoomLifecycle.MOVING, stage.phase());
        leaves.leave();
        assertEquals(List.of("leave unavailable"), leaves.refused());
        assertEquals(List.of(), leaves.told("left"));

        answer(REFUSED);
        assertEquals(RoomLifecycle.PLAYING, stage.phase());
        assertFalse(stage.applied().contains(new Input.Left(1)));
        leaves.leave();
        stage.pass(100);
        assertEquals(1, leaves.told("left").size());
        assertEquals(1, stays.told("player-left").size());
        assertEquals(new Input.Left(1), stage.applied().getLast());
    }

    @Test
    void whoGoesWhileItMovesIsGoneOnceItGoesOnHere() {
        StagedPlayer stays = stage.enter(0);
        StagedPlayer goes = stage.enter(1);
        stage.pass(100);
        stage.orderHandOver();
        stays.forget();
        goes.disconnect();
        assertEquals("", presence(stays), "where it goes on he may be there");

        answer(REFUSED);
        stage.pass(100);
        assertEquals("gone", presence(stays));
        assertEquals(GONE, stage.applied().getLast());
        stage.enter(1);
        stage.pass(100);
        assertEquals(HERE, stage.applied().getLast());
    }

    @Test
    void whoFallsSilentOrIsHeardAgainWhileItMovesIsSoOnceItGoesOnHere() {
        StagedPlayer stays = stage.enter(0);
        StagedPlayer silent = stage.enter(1);
        stage.pass(100);
        stage.orderHandOver();
        silent.silent(true);
        answer(REFUSED);
        stage.pass(100);
        assertEquals(GONE, stage.applied().getLast());
        assertEquals("gone", presence(stays));

        stage.orderHandOver();
        silent.silent(false);
        answer(REFUSED);
        stage.pass(100);
        assertEquals(HERE, stage.applied().getLast());
        assertEquals("here", presence(stays));
        int applied = stage.applied().size();

        stage.orderHandOver();
        silent.silent(true);
        silent.silent(false);
        answer(REFUSED);
        stage.pass(100);
        assertEquals(applied, stage.applied().size(), "nothing has changed");
    }

    @Test
    void whoMayStillComeBackIsNotGoneBecauseAMoveCameToNothing() {
        stage.enter(0);
        stage.enter(1);
        stage.pass(100);
        stage = stage.takenOver();
        int before = stage.applied().size();
        stage.enter(0);
        stage.orderHandOver();
        answer(REFUSED);
        stage.pass(4_000);
        assertEquals(before, stage.applied().size());
        stage.pass(1_500);
        assertEquals(before + 1, stage.applied().size());
        assertEquals(GONE, stage.applied().getLast());
    }

    @Test
    void whoGoesBeforeThePlayIsSeenToBeGoneOnceItGoesOnHere() {
        StagedPlayer stays = stage.enter(0);
        stage.seed = new CompletableFuture<>();
        StagedPlayer goes = stage.enter(1);
        stage.orderHandOver();
        stays.forget();
        goes.disconnect();
        assertEquals("", presence(stays));
        answer(REFUSED);
        assertEquals(RoomLifecycle.GATHERING, stage.phase());
        assertEquals("gone", presence(stays));
    }

    @Test
    void aRoomThatNeedNotGoPlaysOnWhenItCannotBeStoredInTime() {
        StagedPlayer player = stage.enter(0);
        stage.enter(1);
        stage.pass(100);
        stage.store.hold();
        player.add(1);
        stage.orderHandOver();
        player.forget();
        stage.pass(4_900);
        assertEquals(RoomLifecycle.MOVING, stage.phase());
        assertEquals(List.of(), stage.results);
        player.add(2);
        assertEquals(List.of("act-2 unavailable"), player.refused());

        stage.pass(200);
        assertEquals(RoomLifecycle.PLAYING, stage.phase());
        assertEquals(List.of(UNAVAILABLE), stage.results);
        assertEquals(List.of(), stage.handOvers, "nobody was asked");
        assertTrue(player.told("time-slip").getFirst().at("/data/ms").asLong() >= 5_000);
        player.add(3);
        stage.pass(100);
        assertEquals(4, player.told("sum").getLast().at("/data/sum").asInt());

        stage.store.release();
        stage.pass(500);
        stage.orderHandOver();
        answer(TAKEN);
        assertEquals(new RoomOrder.Result.Moved("ws://heir/play", 2), stage.results.getLast());
        assertEquals(1, player.told("room-moved").size());
    }

    @Test
    void aRoomWhoseHostLeavesWaitsForItsStoreAsLongAsItsHostDoes() {
        stage.enter(0);
        stage.enter(1);
        stage.pass(100);
        stage.store.hold();
        stage.orderHandOver();
        stage.hostLeaves();
        stage.pass(5_100);
        assertEquals(List.of(UNAVAILABLE), stage.results, "the operator is told");
        stage.pass(20_000);
        assertEquals(RoomLifecycle.MOVING, stage.phase());
        assertEquals(List.of(), stage.handOvers);
        stage.store.release();
        stage.run();
        answer(TAKEN);
        assertEquals(RoomLifecycle.GONE, stage.phase());
    }

    @Test
    void aRoomThatMovesCanBeMadeVoid() {
        StagedPlayer player = stage.enter(0);
        stage.enter(1);
        stage.pass(100);
        stage.store.hold();
        player.add(1);
        stage.orderHandOver();
        stage.order(new RoomOrder.Freeze(1_000));
        stage.order(new RoomOrder.MakeVoid("operator-void"));
        assertEquals(
                List.of(new RoomOrder.Result.Refused(ErrorCode.ROOM_MOVING), UNAVAILABLE),
                stage.results,
                "the freeze, then the hand-over that nobody was asked for");
        StagedRoom.Voided voided = stage.voids.getFirst();
        voided.done().accept(new RoomEnding.Result.Voided(voided.reason()));
        stage.run();
        assertEquals(new RoomOrder.Result.Voided("operator-void"), stage.results.getLast());
        assertEquals(
                "operator-void", player.told("room-closed").getFirst().at("/data/reason").asText());
        assertEquals(1, stage.timesGone);
    }

    @Test
    void betweenAVoidAndAnHeirTheRowDecides() {
        StagedPlayer player = stage.enter(0);
        stage.enter(1);
        stage.pass(100);
        stage.orderHandOver();
        stage.order(new RoomOrder.MakeVoid("operator-void"));
        answer(TAKEN);
        assertEquals(List.of(new RoomOrder.Result.Moved("ws://heir/play", 2)), stage.results);
        assertEquals(1, player.told("room-moved").size());
        stage.voids.getFirst().done().accept(new RoomEnding.Result.Moved());
        stage.run();
        assertEquals(
                new RoomOrder.Result.Refused(ErrorCode.ROOM_ELSEWHERE), stage.results.getLast());
        assertEquals(1, stage.timesGone);
        assertEquals(List.of(), player.told("room-closed"));
    }

    @Test
    void whoIsToldOfAVoidFirstHearsOfTheHeirAllTheSame() {
        stage.enter(0);
        stage.enter(1);
        stage.pass(100);
        stage.orderHandOver();
        stage.order(new RoomOrder.MakeVoid("operator-void"));
        stage.voids.getFirst().done().accept(new RoomEnding.Result.Moved());
        stage.run();
        answer(TAKEN);
        assertEquals(new RoomOrder.Result.Moved("ws://heir/play", 2), stage.results.getLast());
        assertEquals(1, stage.timesGone);
    }

    @Test
    void aStrictRoomThatMovesRefusesAtOnceWhatItCouldNotStore() {
        stage = StagedRoom.of(Durability.STRICT);
        StagedPlayer player = stage.enter(0);
        stage.enter(1);
        stage.pass(100);
        stage.store.hold();
        player.add(1);
        stage.orderHandOver();
        stage.pass(1_500);
        player.add(2);
        player.ask();
        player.leave();
        assertEquals(
                List.of("act-2 unavailable", "ask unavailable", "leave unavailable"),
                player.refused());
    }

    // -- before the play ------------------------------------------------------------------------

    /** Both are in, and the seed is not there; the first has said and asked something. */
    private StagedPlayer early() {
        stage.seed = new CompletableFuture<>();
        StagedPlayer player = stage.enter(0);
        stage.enter(1);
        player.add(7);
        player.ask();
        assertEquals(List.of(), player.refused(), "they are kept for the play");
        return player;
    }

    @Test
    void whatWasSaidTooEarlyIsRefusedWhenTheRoomMoves() {
        StagedPlayer player = early();
        stage.orderHandOver();
        assertEquals(List.of("act-1 unavailable", "ask unavailable"), player.refused());
        player.ask();
        player.add(1);
        assertEquals(
                List.of("ask unavailable", "act-2 unavailable"),
                player.refused(),
                "he is in, and need not enter");
        CompletableFuture<DrawnSeed> drawn = stage.seed;
        answer(REFUSED);
        drawn.complete(DrawnSeed.random(StagedRoom.SEED));
        stage.pass(1_000);
        assertEquals(RoomLifecycle.PLAYING, stage.phase());
        assertEquals(List.of(), player.refused(), "nothing is answered twice");
        player.add(5);
        stage.pass(100);
        assertEquals(5, player.told("sum").getLast().at("/data/sum").asInt());
    }

    @Test
    void whatWasSaidTooEarlyIsRefusedWhenTheRoomNeverBegins() {
        StagedPlayer player = early();
        stage.pass(61_000);
        assertEquals("no-seed", stage.voids.getFirst().reason());
        assertEquals(List.of("act-1 room-over", "ask room-over"), player.refused());
    }

    @Test
    void whatWasSaidTooEarlyIsRefusedWhenAnOperatorEndsTheRoom() {
        StagedPlayer player = early();
        stage.order(new RoomOrder.MakeVoid("operator-void"));
        assertEquals(List.of("act-1 unavailable", "ask unavailable"), player.refused());
        player.ask();
        assertEquals(List.of("ask unavailable"), player.refused(), "not void yet");
    }

    @Test
    void aQuestionBeforeThePlayIsRefusedLikeACommand() {
        StagedPlayer player = stage.enter(0);
        player.ask();
        player.add(1);
        assertEquals(List.of("ask unavailable", "act-1 unavailable"), player.refused());
    }
}
