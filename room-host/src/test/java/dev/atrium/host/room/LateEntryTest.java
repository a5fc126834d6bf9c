package dev.atrium.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.game.GameInfo.Durability;
import dev.atrium.game.Input;
import dev.atrium.game.Presence;
import dev.atrium.game.arena.BlitzGame;
import dev.atrium.game.arena.SiegeGame;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Who comes while a room plays: his seat, what others are told, and what another owner knows. */
class LateEntryTest {
    private final StagedRoom stage = StagedRoom.of(new SiegeGame());

    private void play() {
        stage.enter(0);
        stage.enter(1);
        stage.pass(200);
        assertEquals(RoomLifecycle.PLAYING, stage.phase());
    }

    private static int seat(StagedPlayer player) {
        List<JsonNode> entered = player.told("entered");
        assertEquals(1, entered.size(), () -> player.refused().toString());
        return entered.getFirst().at("/data/seat").asInt(-1);
    }

    private static List<Integer> joined(StagedRoom of) {
        return of.applied().stream()
                .filter(Input.Joined.class::isInstance)
                .map(input -> ((Input.Joined) input).seat().index())
                .toList();
    }

    @Test
    void whoComesLateGetsASeatThatNobodyEverHadAndTheOthersAreTold() {
        StagedPlayer ann = stage.enter(0);
        stage.enter(1);
        stage.pass(200);
        ann.forget();
        StagedPlayer cat = stage.enterLate(2);
        assertEquals(2, seat(cat));
        assertEquals(3, seat(stage.enterLate(3)));
        stage.pass(100);
        assertEquals(List.of(2, 3), joined(stage));
        List<JsonNode> told = ann.told("player-joined");
        assertEquals(2, told.size());
        assertEquals(2, told.getFirst().at("/data/seat").asInt());
        assertEquals("player-2", told.getFirst().at("/data/playerId").asText());
        assertEquals("owl", told.getFirst().at("/data/icon").asText());
    }

    @Test
    void whoComesBeforeItPlaysIsToldToComeAgain() {
        stage.enter(0);
        assertEquals(List.of("enter room-not-playing"), stage.enterLate(2).refused());
        stage.enter(1);
        stage.pass(200);
        assertEquals(2, seat(stage.enterLate(2)));
    }

    @Test
    void whoGoesWhileHeIsSeatedIsGoneAndMayComeBack() {
        StagedPlayer ann = stage.enter(0);
        stage.enter(1);
        stage.pass(200);
        ann.forget();
        assertEquals(List.of(), stage.enterLateAndGo(2).told("entered"));
        stage.pass(100);
        assertEquals(List.of(2), joined(stage));
        assertEquals(new Input.PresenceChanged(2, Presence.GONE), stage.applied().getLast());
        assertEquals(
                "gone",
                ann.told("players-update").getLast().at("/data/players/2/presence").asText());
        assertEquals(2, seat(stage.enterLate(2)));
    }

    @Test
    void nobodyGetsASeatTwice() {
        play();
        assertEquals(2, seat(stage.enterLate(2)));
        StagedPlayer again = stage.enterLate(2);
        assertEquals(2, seat(again));
        assertEquals(
                List.of("enter ticket-used"),
                stage.enterLate(2, "2", StagedRoom.NONCE, false).refused());
        stage.pass(100);
        assertEquals(List.of(2), joined(stage));
        again.leave();
        stage.pass(100);
        assertEquals(List.of("enter seat-given-up"), stage.enterLate(2).refused());
        assertEquals(3, seat(stage.enterLate(3)), "his seat stays his");
    }

    @Test
    void theGameMayRefuseHim() {
        play();
        assertEquals(
                List.of("enter out-of-range"),
                stage.enterLate(2, "6", StagedRoom.NONCE, true).refused());
        assertEquals(
                List.of("enter nonce-mismatch"), stage.enterLate(2, "1", "01", true).refused());
        assertEquals(List.of(), joined(stage));

        StagedRoom blitz = StagedRoom.of(new BlitzGame());
        blitz.enter(0);
        blitz.enter(1);
        blitz.pass(200);
        assertEquals(List.of("enter no-late-entry"), blitz.enterLate(2).refused());
    }

    @Test
    void roomWithoutASeatLeftIsFull() {
        StagedRoom four = StagedRoom.of(Durability.RELAXED);
        four.enter(0);
        four.enter(1);
        four.pass(200);
        assertEquals(2, seat(four.enterLate(2)));
        assertEquals(3, seat(four.enterLate(3)));
        assertEquals(List.of("enter room-full"), four.enterLate(4).refused());
    }

    @Test
    void whoCameLateComesBackToTheNextOwner() {
        play();
        StagedPlayer late = stage.enterLate(2);
        stage.pass(200);
        late.disconnect();
        stage.pass(200);

        StagedRoom next = stage.takenOver();
        StagedPlayer resumed = next.resume(2, 1, 0);
        assertEquals(1, resumed.told("resumed").size(), () -> resumed.refused().toString());
        StagedPlayer entered = next.enterLate(2);
        assertEquals(2, seat(entered), "with his ticket as well");
        assertEquals(List.of("enter nonce-mismatch"), next.enterLate(2, "2", "01", true).refused());
        assertEquals(3, seat(next.enterLate(3)));
        next.pass(100);
        assertEquals(List.of(2, 3), joined(next));
        assertTrue(next.applied().stream().noneMatch(new Input.Left(2)::equals));
    }

    @Test
    void whoCameWithWhatWasNotStoredComesAnew() {
        play();
        StagedRoom next = stage.takenOver();
        assertEquals(2, seat(stage.enterLate(2)));
        assertEquals(2, seat(next.enterLate(2)));
        next.pass(100);
        assertEquals(List.of(2), joined(next));
    }
}
