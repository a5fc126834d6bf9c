package dev.atrium.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.ban.Forfeit;
import dev.atrium.game.GameInfo;
import dev.atrium.game.Input;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a room counts against its players, and what comes of it. */
class RoomFairPlayTest {
    private static final int TICK_MS = 1_000 / TrackGame.RATE_HZ;

    private StagedRoom room = StagedRoom.of(new TrackGame());
    private StagedPlayer ada = room.enter(0);
    private StagedPlayer ben = room.enter(1);
    private long number;

    private static TrackGame.Run own(int pace) {
        return new TrackGame.Run(0, pace, Optional.empty());
    }

    private static TrackGame.Run bens() {
        return new TrackGame.Run(1, 3, Optional.empty());
    }

    private static TrackGame.Run claiming(int at) {
        return new TrackGame.Run(0, 3, Optional.of(at));
    }

    private static TrackGame.Run standingAt(int at) {
        return new TrackGame.Run(0, 0, Optional.of(at));
    }

    private void gives(TrackGame.Run run) {
        ada.act(++number, run);
    }

    private static RoomPulse.FlaggedSeat seat(boolean forfeited, Map<String, Integer> flags) {
        return new RoomPulse.FlaggedSeat(0, "player-0", new TreeMap<>(flags), forfeited);
    }

    private void expect(Map<String, Integer> flags) {
        room.pass(2 * TICK_MS);
        assertEquals(List.of(seat(false, flags)), room.flagged());
    }

    private void cheats() {
        for (int i = 0; i < 5; i++) {
            gives(bens());
        }
        room.pass(2 * TICK_MS);
    }

    private static final Forfeit FORFEIT = new Forfeit("player-0", "not-owner", StagedRoom.ID);

    // -- flags ----------------------------------------------------------------------------------

    @Test
    void commandToAnothersRunnerIsFlagged() {
        gives(bens());
        expect(Map.of("not-owner", 1));
    }

    @Test
    void messageThatNobodyCanReadIsFlaggedIfItsConnectionHasASeat() {
        ada.malformed();
        expect(Map.of("malformed", 1));

        StagedPlayer replaced = ada;
        ada = room.enter(0);
        replaced.malformed();
        expect(Map.of("malformed", 1));
    }

    @Test
    void numberThatIsUsedAgainForSomethingElseIsFlaggedAndARepeatIsNot() {
        ada.act(1, own(3));
        ada.act(1, own(3));
        room.pass(TICK_MS);
        ada.act(1, own(3));
        room.pass(TICK_MS);
        assertEquals(List.of(), room.flagged());

        ada.act(1, own(4));
        expect(Map.of("sequence", 1));
    }

    @Test
    void moreMovesThanThirtyASecondAreFlaggedInTheLongRun() {
        int runs = 0;
        while (room.flagged().isEmpty() && runs < 1_000) {
            gives(own(runs % 5));
            gives(own(runs % 7));
            room.pass(TICK_MS);
            runs++;
        }
        // Forty a second: ten too many, of an allowance of 150.
        assertEquals(15, Math.round((double) runs / TrackGame.RATE_HZ));
        assertEquals(List.of(seat(false, Map.of("speed", 1))), room.flagged());
    }

    @Test
    void claimToBeWhereHisRunnerWasNotIsFlagged() {
        gives(claiming(0));
        room.pass(TICK_MS);
        int x = 0;
        for (int i = 0; i < 60; i++) {
            // He claims what he is shown, with a pace of three units a tick.
            List<JsonNode> views = ada.told("track");
            x = views.isEmpty() ? x : views.getLast().at("/data/first").asInt();
            gives(claiming(x));
            room.pass(2 * TICK_MS);
        }
        assertEquals(List.of(), room.flagged());
        assertTrue(x > 300, "he ran to " + x);

        gives(claiming(x + 400));
        expect(Map.of("teleport", 1));
    }

    @Test
    void claimIsNotJudgedForFiveSecondsAfterAResume() {
        gives(standingAt(0));
        for (int i = 0; i < 20; i++) {
            gives(standingAt(0));
            room.pass(4 * TICK_MS);
        }
        ada = room.resume(0, 1, 1);
        for (int i = 0; i < 24; i++) {
            gives(standingAt(99_999));
            room.pass(4 * TICK_MS);
        }
        assertEquals(List.of(), room.flagged());
        gives(standingAt(99_999));
        room.pass(4 * TICK_MS);
        gives(standingAt(99_999));
        expect(Map.of("teleport", 1));
    }

    @Test
    void gameWithoutJudgedCommandsCountsNothing() {
        StagedRoom counter = StagedRoom.of(GameInfo.Durability.RELAXED);
        StagedPlayer player = counter.enter(0);
        counter.enter(1);
        for (int i = 0; i < 10; i++) {
            player.malformed();
            counter.pass(TICK_MS);
        }
        assertEquals(List.of(), counter.flagged());
        assertEquals(List.of(), counter.forfeits);
    }

    @Test
    void nothingCountsBeforeTheRoomPlays() {
        StagedRoom waits = StagedRoom.of(new TrackGame());
        StagedPlayer early = waits.enter(0);
        for (int i = 0; i < 10; i++) {
            early.malformed();
        }
        waits.enter(1);
        waits.pass(TICK_MS);
        assertEquals(List.of(), waits.flagged());
    }

    // -- forfeits -------------------------------------------------------------------------------

    @Test
    void fifthFlagForfeitsAndEverybodyIsTold() {
        cheats();

        assertEquals(List.of(seat(true, Map.of("not-owner", 5))), room.flagged());
        for (StagedPlayer told : List.of(ada, ben)) {
            List<JsonNode> events = told.told("player-forfeited");
            assertEquals(1, events.size());
            assertEquals(
                    "{\"seat\":0,\"reason\":\"not-owner\"}",
                    events.getFirst().path("data").toString());
            assertTrue(events.getFirst().path("seq").asLong() > 0, "an event of the stream");
        }
        room.pass(100);
        assertTrue(room.applied().contains(new Input.Forfeited(0, "not-owner")));
        assertEquals(List.of(FORFEIT), room.forfeits);
    }

    @Test
    void whoHasForfeitedIsRefusedAndMayWatch() {
        cheats();
        ada.forget();
        gives(own(9));
        room.pass(2 * TICK_MS);

        assertEquals(List.of("act-6 forfeited"), ada.refused());
        assertFalse(ada.told("track").isEmpty(), "views go on");
        ada = room.resume(0, 1, 1);
        assertEquals(1, ada.told("resumed").size());
        for (int i = 0; i < 20; i++) {
            gives(bens());
            ada.malformed();
        }
        room.pass(200);
        assertEquals(List.of(FORFEIT), room.forfeits);
        assertEquals(1, room.applied().stream().filter(Input.Forfeited.class::isInstance).count());
    }

    @Test
    void othersPlayOn() {
        cheats();
        ben.forget();
        ben.act(1, new TrackGame.Run(1, 5, Optional.empty()));
        room.pass(200);
        assertEquals(List.of(), ben.refused());
        assertTrue(ben.told("track").getLast().at("/data/second").asInt() > 0);
    }

    @Test
    void forfeitIsToldOnceItIsStored() {
        room.pass(100);
        room.store.hold();
        cheats();
        room.pass(500);
        assertEquals(1, ada.told("player-forfeited").size());
        assertEquals(List.of(), room.forfeits, "its host may be lost, and he has lost nothing");

        room.store.release();
        room.pass(100);
        assertEquals(List.of(FORFEIT), room.forfeits);
    }

    // -- takeovers ------------------------------------------------------------------------------

    @Test
    void whoTakesARoomOverCountsAnew() {
        for (int i = 0; i < 4; i++) {
            gives(bens());
        }
        room.pass(200);
        room = room.takenOver();
        ada = room.resume(0, 1, 1);
        gives(bens());
        expect(Map.of("not-owner", 1));
        assertEquals(List.of(), room.forfeits);
    }

    @Test
    void forfeitHoldsAndIsToldAgainByWhoTakesTheRoomOver() {
        cheats();
        room.pass(200);
        room = room.takenOver();

        assertEquals(List.of(FORFEIT), room.forfeits, "the other host may have told nobody");
        assertEquals(List.of(seat(true, Map.of())), room.flagged());
        ada = room.resume(0, 1, 1);
        gives(own(9));
        room.pass(2 * TICK_MS);
        assertEquals(List.of("act-6 forfeited"), ada.refused());
    }

    @Test
    void whatIsSentAgainAfterATakeoverIsNoFlag() {
        for (int i = 0; i < 40; i++) {
            gives(own(i % 7));
            room.pass(TICK_MS);
        }
        room.pass(200);
        RoomGrant.Restored stored = room.restored();
        for (int i = 0; i < 40; i++) {
            gives(own(i % 5));
        }
        room.pass(200);
        room = room.takenOver(stored);
        ada = room.resume(0, 1, 1);
        // He does not know which were stored; the other owner's last ones never were.
        for (long again = 1; again <= number; again++) {
            ada.act(again, own((int) (again % 3)));
        }
        room.pass(500);
        assertEquals(List.of(), room.flagged());
    }
}
