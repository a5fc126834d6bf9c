package dev.atrium.game.arena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.dice.Dice;
import dev.atrium.game.Emissions;
import dev.atrium.game.GameInfo;
import dev.atrium.game.Input;
import dev.atrium.game.Presence;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Seat;
import dev.atrium.game.Standings;
import dev.atrium.game.Verdict;
import dev.atrium.state.StateHash;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What is different in practice: coming, going, returning, and the end. */
class PracticeGameTest {
    private static final int RESPAWN = 180;

    private static Stage stage(int people) {
        return Stage.with(ArenaMode.PRACTICE, Stage.people(people));
    }

    @Test
    void saysOfItselfWhatTheHostMustKnow() {
        assertEquals(
                new GameInfo(
                        "arena.practice",
                        1,
                        1,
                        20,
                        60,
                        20,
                        GameInfo.Durability.RELAXED,
                        GameInfo.CommandTiming.AT_TICK,
                        GameInfo.AfterGap.PAUSE,
                        GameInfo.ViewScope.SHARED,
                        GameInfo.Ranking.UNRANKED),
                new PracticeGame().info());
        assertTrue(new PracticeGame().bot(Stage.bot(0), Dice.of(Stage.seed(1))).isPresent());
    }

    @Test
    void numbersOfTheFightAreThoseOfBlitzInItsSecondRulesVersion() {
        ArenaMode practice = ArenaMode.PRACTICE;
        assertEquals(ArenaMode.BLITZ_2.movement(), practice.movement());
        assertEquals(ArenaMode.BLITZ_2.combat(), practice.combat());
        assertEquals(ArenaMode.BLITZ_2.powerUps(), practice.powerUps());
        assertEquals(ArenaMode.BLITZ_2.time(), practice.time());
        assertEquals(64, practice.ground().cells());
    }

    @Test
    void onePlayerIsEnoughAndEntersOneWarriorWithinTheField() {
        ArenaView view = stage(1).view();
        assertEquals(1, view.warriors().size());
        assertEquals(100, view.warriors().getFirst().hp());
        assertEquals(Optional.empty(), view.endsAt());
        assertEquals(
                new ArenaView.FieldView(64, 256, 0, 64 * 256, ArenaView.Shrink.NONE), view.arena());
        assertThrows(
                IllegalArgumentException.class,
                () -> Stage.with(ArenaMode.PRACTICE, Stage.seats(2)));
    }

    @Test
    void nothingWearsShrinksOrEndsHoweverLongItLasts() {
        Stage stage = stage(1);
        stage.stepTo(3 * 5400);
        assertEquals(Optional.empty(), stage.simulation.standings());
        assertEquals(100, stage.warrior(0).hp);
        assertEquals(ArenaView.Shrink.NONE, stage.view().arena().shrink());
        assertEquals(64 * 256, stage.view().arena().max());
        assertEquals(List.of(), stage.events(ArenaEvent.ArenaShrinking.class));
        assertTrue(stage.events(ArenaEvent.PowerUpSpawned.class).size() > 5);
    }

    @Test
    void aVeteranGrowsNoStrongerThanOneOfBlitzCan() {
        Stage stage = stage(1);
        Combat combat = stage.simulation.combat();
        assertEquals(55, combat.damage(50, stage.warrior(0), 5400), "9 %");
        assertEquals(55, combat.damage(50, stage.warrior(0), Integer.MAX_VALUE));
    }

    @Test
    void whoComesLateStandsOnAFreeCellAtOnce() {
        Stage stage = stage(2);
        stage.stepTo(100);
        assertSame(Verdict.ACCEPTED, stage.apply(new Input.Joined(Stage.person(7))));
        assertSame(Verdict.ACCEPTED, stage.apply(new Input.Joined(Stage.person(4))));
        assertEquals(
                List.of("0-0", "1-0", "4-0", "7-0"),
                stage.view().warriors().stream().map(ArenaView.WarriorView::id).toList());
        Warrior late = stage.warrior(3);
        assertEquals(7, late.player.seat);
        assertEquals(100, late.hp);
        assertEquals(128, late.x & 255, "in the middle of a cell");
        assertEquals(128, late.y & 255, "in the middle of a cell");
        assertSame(Verdict.ACCEPTED, stage.move(7, "7-0", Direction.N));
        int before = late.y;
        stage.step();
        assertEquals(before - 17, late.y);
        assertEquals(1, late.survivedTicks(101));
    }

    @Test
    void placesOfLateOnesAreDrawnFromFreeCellsAlone() {
        ArenaMode tiny = Modes.practice(new ArenaMode.Entry(1, 9, 1, 9, 100, 100), 3);
        Stage stage = Stage.with(tiny, Stage.people(1));
        for (int seat = 1; seat < 9; seat++) {
            assertSame(Verdict.ACCEPTED, stage.apply(new Input.Joined(Stage.person(seat))));
        }
        long cells =
                stage.view().warriors().stream()
                        .map(warrior -> warrior.x() / 256 + ":" + warrior.y() / 256)
                        .distinct()
                        .count();
        assertEquals(9, cells);
    }

    @Test
    void whereNoCellIsFreeOneWaitsUntilThereIs() {
        ArenaMode tiny = Modes.practice(new ArenaMode.Entry(1, 3, 1, 3, 100, 100), 1);
        Stage stage = Stage.with(tiny, Stage.people(1));
        assertSame(Verdict.ACCEPTED, stage.apply(new Input.Joined(Stage.person(1))));
        assertEquals(1, stage.view().warriors().size());
        stage.stepTo(400);
        assertEquals(1, stage.view().warriors().size());
        stage.apply(new Input.Left(0));
        stage.step();
        assertEquals("1-0", stage.view().warriors().getFirst().id());
        assertEquals(
                List.of(new ArenaEvent.WarriorRespawned("1-0")),
                stage.events(ArenaEvent.WarriorRespawned.class));
    }

    @Test
    void whoBringsWhatCannotBeIsNotLetInAndNothingChanges() {
        Stage stage = stage(1);
        stage.step();
        StateHash before = stage.hash();
        for (String warriors : List.of("0", "2", "-1", "many", "", "99999999999")) {
            TreeMap<String, String> options = new TreeMap<>();
            options.put("warriors", warriors);
            Seat seat = new Seat(3, "p", "P", "owl", false, options);
            assertEquals("out-of-range", refusal(stage.apply(new Input.Joined(seat))), warriors);
            assertEquals(before, stage.hash());
            assertEquals(1, stage.view().warriors().size());
        }
    }

    @Test
    void seatsThatAreTakenOrDoNotExistAreNotGiven() {
        RoomMachine room = room(Stage.people(19));
        assertEquals("seat-taken", refusal(join(room, 3)));
        assertSame(Verdict.ACCEPTED, join(room, 19));
        assertEquals("room-full", refusal(join(room, 20)));
    }

    @Test
    void whoFellIsBackThreeSecondsLaterAsNewButForWhatHeDid() {
        Stage stage = stage(2);
        Warrior victim = stage.put(1, 30, 30);
        stage.put(0, 30, 31);
        victim.hp = 1;
        victim.eliminations = 4;
        victim.damageDealt = 44;
        victim.rageUntilTick = 10_000;
        victim.hasteUntilTick = 10_000;
        victim.shieldUntilTick = 10_000;
        victim.readyTick = 10_000;
        victim.direction = Direction.E;
        stage.stepAt(2);
        assertEquals(false, victim.living());
        assertEquals(1, stage.warrior(0).eliminations);
        assertEquals("warrior-fallen", refusal(stage.move(1, "1-0", Direction.N)));
        stage.stepTo(2 + RESPAWN - 1);
        assertEquals(1, stage.view().warriors().size());
        assertEquals(List.of(), stage.events(ArenaEvent.WarriorRespawned.class));
        stage.step();
        assertEquals(
                List.of(new ArenaEvent.WarriorRespawned("1-0")),
                stage.events(ArenaEvent.WarriorRespawned.class));
        ArenaView.WarriorView back = stage.view().warriors().get(1);
        assertEquals(
                new ArenaView.WarriorView(
                        "1-0", 1, back.x(), back.y(), Direction.STOP, 100, 0, 0, 0, 4),
                back);
        assertEquals(0, victim.readyTick);
        assertEquals(44, victim.damageDealt);
        assertEquals(0, victim.survivedTicks(2 + RESPAWN));
        stage.stepTo(400);
        assertEquals(1, stage.events(ArenaEvent.WarriorRespawned.class).size(), "once");
    }

    @Test
    void placesOfReturnAreDrawnByTheRoomsDice() {
        List<Integer> places = new ArrayList<>();
        Stage stage = stage(2);
        for (int fall = 0; fall < 20; fall++) {
            stage.put(0, 10, 10).readyTick = 0;
            stage.put(1, 10, 10).hp = 1;
            int at = fall * 200 + 2;
            stage.stepAt(at);
            stage.stepAt(at + RESPAWN);
            places.add(stage.warrior(1).cellY() * 64 + stage.warrior(1).cellX());
        }
        assertTrue(places.stream().distinct().count() > 15, places::toString);
    }

    @Test
    void whoLeavesTakesHisWarriorAlongForGood() {
        Stage stage = stage(2);
        stage.stepTo(10);
        assertSame(Verdict.ACCEPTED, stage.apply(new Input.Left(1)));
        assertEquals(
                List.of(
                        new ArenaEvent.WarriorEliminated(
                                "1-0", Optional.empty(), new ArenaEvent.FinalStats(0, 0, 0, 10))),
                stage.events);
        assertEquals(1, stage.view().warriors().size());
        stage.stepTo(10 + 2 * RESPAWN);
        assertEquals(1, stage.view().warriors().size());
        assertEquals(Optional.empty(), stage.simulation.standings());
    }

    @Test
    void whoForfeitsTakesHisWarriorAlongForGood() {
        Stage stage = stage(2);
        assertSame(Verdict.ACCEPTED, stage.apply(new Input.Forfeited(1, "speed")));
        assertSame(Verdict.REPEATED, stage.apply(new Input.Forfeited(1, "speed")));
        stage.stepTo(2 * RESPAWN);
        assertEquals(1, stage.view().warriors().size());
        assertSame(Verdict.ACCEPTED, stage.apply(new Input.Left(1)), "he may leave all the same");
    }

    @Test
    void aSeatThatWasGivenUpIsTakenAnew() {
        RoomMachine room = room(Stage.people(2));
        room.advanceTo(10, Emissions.NONE);
        room.apply(new Input.Left(1), Emissions.NONE);
        room.advanceTo(20, Emissions.NONE);
        assertSame(Verdict.ACCEPTED, join(room, 1));
        room.advanceTo(30, Emissions.NONE);
        room.apply(new Input.Left(0), Emissions.NONE);
        room.apply(new Input.Left(1), Emissions.NONE);
        room.advanceTo(40, Emissions.NONE);
        Standings standings = room.standings().orElseThrow();
        assertEquals(2, standings.places().size());
        assertEquals(10, standings.places().get(1).statistic("survivedTicks"));
        assertEquals(31, room.tick());
    }

    @Test
    void whoIsGoneStandsAndIsFoughtAndReturnsUntilHeIsBack() {
        Stage stage = stage(2);
        stage.move(1, "1-0", Direction.N);
        stage.apply(new Input.PresenceChanged(1, Presence.GONE));
        assertEquals(Direction.STOP, stage.warrior(1).direction);
        stage.put(0, 30, 31);
        stage.put(1, 30, 30).hp = 1;
        stage.stepAt(2);
        stage.stepTo(2 + RESPAWN);
        assertEquals(2, stage.view().warriors().size());
        stage.apply(new Input.PresenceChanged(1, Presence.HERE));
        assertSame(Verdict.ACCEPTED, stage.move(1, "1-0", Direction.N));
    }

    private static RoomMachine room(List<Seat> seats) {
        return RoomMachine.open(new PracticeGame(), Stage.seed(1), seats, new TreeMap<>());
    }

    private static Verdict join(RoomMachine room, int seat) {
        return room.apply(new Input.Joined(Stage.person(seat)), Emissions.NONE);
    }

    private static String refusal(Verdict verdict) {
        return assertInstanceOf(Verdict.Refused.class, verdict).code();
    }
}
