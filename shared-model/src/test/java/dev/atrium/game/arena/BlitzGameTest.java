package dev.atrium.game.arena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.Emissions;
import dev.atrium.game.GameInfo;
import dev.atrium.game.Input;
import dev.atrium.game.PlayerCommand;
import dev.atrium.game.Presence;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Seat;
import dev.atrium.game.Standings;
import dev.atrium.game.Verdict;
import dev.atrium.game.Viewer;
import dev.atrium.state.StateHash;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Entry, commands, movement, presence: what a player does and is refused. */
class BlitzGameTest {

    @Test
    void saysOfItselfWhatTheHostMustKnow() {
        assertEquals(
                new GameInfo(
                        "arena.blitz",
                        3,
                        2,
                        20,
                        60,
                        20,
                        GameInfo.Durability.RELAXED,
                        GameInfo.CommandTiming.AT_TICK,
                        GameInfo.AfterGap.PAUSE,
                        GameInfo.ViewScope.SHARED,
                        GameInfo.Ranking.RANKED),
                new BlitzGame().info());
    }

    @Test
    void aSeatEntersOneToThreeWarriorsAndOneIfItDoesNotSay() {
        assertEquals(6, Stage.of(1, 2, 3).view().warriors().size());
        assertThrows(IllegalArgumentException.class, () -> Stage.of(1, 0));
        assertThrows(IllegalArgumentException.class, () -> Stage.of(4, 1));
        Seat silent = new Seat(4, "p", "P", "owl", false, new TreeMap<>());
        RoomMachine room = open(List.of(Stage.seats(1).getFirst(), silent));
        ArenaView view = (ArenaView) room.view(Viewer.WATCHER);
        assertEquals(List.of("0-0", "4-0"), ids(view));
    }

    @Test
    void anOptionThatIsNoNumberIsRefused() {
        TreeMap<String, String> options = new TreeMap<>();
        options.put("warriors", "many");
        Seat odd = new Seat(1, "p", "P", "owl", false, options);
        List<Seat> seats = List.of(Stage.seats(1).getFirst(), odd);
        assertThrows(IllegalArgumentException.class, () -> open(seats));
    }

    @Test
    void twentyWarriorsInAllAreTakenAndTwentyOneAreNot() {
        assertEquals(20, Stage.of(3, 3, 3, 3, 3, 3, 2).view().warriors().size());
        assertThrows(IllegalArgumentException.class, () -> Stage.of(3, 3, 3, 3, 3, 3, 3));
    }

    @Test
    void twoToTwentyPlayersSit() {
        assertThrows(IllegalArgumentException.class, () -> open(Stage.seats(1)));
        int[] ones = new int[21];
        Arrays.fill(ones, 1);
        assertThrows(IllegalArgumentException.class, () -> open(Stage.seats(ones)));
        assertEquals(20, open(Stage.seats(Arrays.copyOf(ones, 20))).seats().size());
    }

    @Test
    void warriorsEnterWithFullHpEvenlySpacedOnARing() {
        for (int count : new int[] {2, 3, 7, 20}) {
            int[] ones = new int[count];
            Arrays.fill(ones, 1);
            List<Double> angles = new ArrayList<>();
            for (ArenaView.WarriorView warrior : Stage.of(ones).view().warriors()) {
                assertEquals(100, warrior.hp());
                assertEquals(Direction.STOP, warrior.direction());
                assertEquals(12 * 256, Math.hypot(warrior.x() - 4096, warrior.y() - 4096), 16);
                angles.add(Math.atan2(warrior.y() - 4096, warrior.x() - 4096));
            }
            angles.sort(null);
            for (int i = 1; i < count; i++) {
                assertEquals(2 * Math.PI / count, angles.get(i) - angles.get(i - 1), 0.01);
            }
        }
    }

    @Test
    void theDiceShuffleThePlaces() {
        assertEquals(
                Stage.withSeed(3, 1, 1, 1, 1, 1).view(), Stage.withSeed(3, 1, 1, 1, 1, 1).view());
        assertNotEquals(
                Stage.withSeed(3, 1, 1, 1, 1, 1).view(), Stage.withSeed(4, 1, 1, 1, 1, 1).view());
    }

    @Test
    void aWarriorWalksSeventeenSubunitsStraightAndTwelveOnEachAxisAtATick() {
        for (Direction direction : Direction.values()) {
            Stage stage = Stage.of(1, 1);
            Warrior warrior = stage.put(0, 16, 16);
            int x = warrior.x;
            int y = warrior.y;
            assertSame(Verdict.ACCEPTED, stage.move(0, "0-0", direction));
            int length = direction.diagonal() ? 12 : 17;
            stage.step();
            assertEquals(x + length * direction.stepX(), warrior.x, direction.name());
            assertEquals(y + length * direction.stepY(), warrior.y, direction.name());
            stage.step();
            assertEquals(x + 2 * length * direction.stepX(), warrior.x, "kept until changed");
            assertEquals(direction, stage.view().warriors().getFirst().direction());
        }
    }

    @Test
    void hasteMakesItTwentyFiveAndEighteen() {
        Stage stage = Stage.of(1, 1);
        Warrior warrior = stage.put(0, 16, 16);
        warrior.hasteUntilTick = 2;
        int x = warrior.x;
        warrior.direction = Direction.E;
        stage.step();
        assertEquals(x + 25, warrior.x);
        warrior.direction = Direction.SE;
        stage.step();
        assertEquals(x + 25 + 18, warrior.x);
        stage.step();
        assertEquals(x + 25 + 18 + 12, warrior.x, "haste is over");
    }

    @Test
    void theFieldsEdgesStopAWarrior() {
        Stage stage = Stage.of(1, 1);
        Warrior warrior = stage.put(0, 0, 31);
        warrior.direction = Direction.SW;
        stage.stepTo(30);
        assertEquals(0, warrior.x);
        assertEquals(8191, warrior.y);
        warrior.direction = Direction.NE;
        stage.stepTo(31);
        assertEquals(12, warrior.x);
        assertEquals(8191 - 12, warrior.y);
    }

    @Test
    void noTickMovesAWarriorFartherThanHisSpeedAndATenth() {
        Movement.requireBound(17, 0, 17, 110);
        Movement.requireBound(12, -12, 17, 110);
        Movement.requireBound(-18, 0, 17, 110);
        Movement.requireBound(18, 18, 25, 110);
        assertThrows(IllegalStateException.class, () -> Movement.requireBound(19, 0, 17, 110));
        assertThrows(IllegalStateException.class, () -> Movement.requireBound(14, -13, 17, 110));
        assertThrows(IllegalStateException.class, () -> Movement.requireBound(0, 28, 25, 110));
    }

    @Test
    void theBoundIsAssertedInsideTheSimulation() {
        ArenaMode broken = Modes.withMovement(new ArenaMode.Movement(17, 17, 25, 18, 110));
        Stage stage = Stage.with(broken, 1, 1);
        stage.put(0, 16, 16).direction = Direction.NE;
        assertThrows(IllegalStateException.class, stage::step);
    }

    @Test
    void commandsAreRefusedWithTheirCodesAndChangeNothing() {
        Stage stage = Stage.of(1, 2);
        stage.warrior(2).hp = 0;
        StateHash before = stage.hash();
        assertRefused("unknown-warrior", stage.move(0, "0-1", Direction.N));
        assertRefused("unknown-warrior", stage.move(0, "nobody", Direction.N));
        assertRefused("not-owner", stage.move(0, "1-0", Direction.N));
        assertRefused("not-owner", stage.move(0, "1-1", Direction.N));
        assertRefused("warrior-fallen", stage.move(1, "1-1", Direction.N));
        assertRefused("unknown-command", stage.apply(new Input.Command(0, 1, new Unheard())));
        assertRefused("unknown-act", stage.apply(new Input.OperatorAct("end", "now")));
        Seat late = new Seat(2, "late", "Late", "fox", false, new TreeMap<>());
        assertRefused("no-late-entry", stage.apply(new Input.Joined(late)));
        assertEquals(before, stage.hash());
        assertTrue(stage.events.isEmpty());
    }

    @Test
    void aMessageOfAnotherRoomIsTakenAndLeftWithoutEffect() {
        Stage stage = Stage.of(1, 1);
        StateHash before = stage.hash();
        MoveWarrior move = new MoveWarrior("0-0", Direction.E, Optional.empty());
        assertSame(Verdict.ACCEPTED, stage.apply(new Input.RoomMessage("other", 1, move)));
        assertEquals(before, stage.hash());
    }

    @Test
    void whereTheClientBelievesTheWarriorToBeIsIgnored() {
        Stage plain = Stage.of(1, 1);
        Stage claiming = Stage.of(1, 1);
        plain.move(0, "0-0", Direction.E);
        claiming.apply(
                new Input.Command(
                        0, 1, new MoveWarrior("0-0", Direction.E, Optional.of(new Point(1, 2)))));
        plain.step();
        claiming.step();
        assertEquals(plain.hash(), claiming.hash());
    }

    @Test
    void aCommandOutOfRangeCannotBeMade() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new MoveWarrior("", Direction.N, Optional.empty()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new MoveWarrior("12345678901234567", Direction.N, Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> new Point(1_000_001, 0));
        assertThrows(IllegalArgumentException.class, () -> new Point(0, -1_000_001));
    }

    @Test
    void warriorsOfWhoIsGoneStopAndFightOnAndHeMayComeBack() {
        Stage stage = Stage.of(2, 1);
        stage.put(0, 5, 5);
        stage.put(1, 10, 10);
        stage.put(2, 11, 10);
        stage.move(0, "0-0", Direction.N);
        stage.move(0, "0-1", Direction.N);
        stage.move(1, "1-0", Direction.S);
        assertSame(Verdict.ACCEPTED, stage.apply(new Input.PresenceChanged(0, Presence.GONE)));
        assertEquals(Direction.STOP, stage.warrior(0).direction);
        assertEquals(Direction.STOP, stage.warrior(1).direction);
        assertEquals(Direction.S, stage.warrior(2).direction);
        stage.step();
        assertTrue(stage.warrior(1).damageDealt > 0, "he fights on");
        assertSame(Verdict.ACCEPTED, stage.apply(new Input.PresenceChanged(0, Presence.HERE)));
        assertEquals(Direction.STOP, stage.warrior(0).direction);
        assertSame(Verdict.ACCEPTED, stage.move(0, "0-0", Direction.W));
    }

    @Test
    void whoLeavesWhileHisWarriorsLiveForfeits() {
        RoomMachine room = open(Stage.seats(1, 1, 1));
        room.apply(new Input.Left(1), Emissions.NONE);
        assertEquals(List.of("0-0", "2-0"), ids((ArenaView) room.view(Viewer.WATCHER)));
        assertRefused("not-seated", room.apply(command(1, 2, "1-0", Direction.N), Emissions.NONE));
        assertRefused(
                "no-late-entry",
                room.apply(new Input.Joined(Stage.seats(1, 1).get(1)), Emissions.NONE));
        room.apply(new Input.Left(0), Emissions.NONE);
        room.advanceTo(1, Emissions.NONE);
        Standings standings = room.standings().orElseThrow();
        assertEquals("last-standing", standings.reason());
        assertEquals(List.of(2, 0, 1), seats(standings));
        assertEquals(
                List.of(0L, 1L, 1L),
                standings.places().stream().map(place -> place.statistic("forfeited")).toList());
    }

    private static List<Integer> seats(Standings standings) {
        return standings.places().stream().map(Standings.Place::seat).toList();
    }

    @Test
    void underRulesVersionOneWhoLeavesIsGoneForGood() {
        RoomMachine room =
                RoomMachine.open(
                        BlitzGame.version1(), Stage.seed(1), Stage.seats(1, 1, 1), new TreeMap<>());
        assertSame(Verdict.ACCEPTED, room.apply(command(1, 1, "1-0", Direction.N), Emissions.NONE));
        room.apply(new Input.Left(1), Emissions.NONE);
        ArenaView view = (ArenaView) room.view(Viewer.seat(1));
        assertEquals(3, view.warriors().size());
        assertEquals(Direction.STOP, view.warriors().get(1).direction());
        assertRefused("not-seated", room.apply(command(1, 2, "1-0", Direction.N), Emissions.NONE));
        assertRefused(
                "no-late-entry",
                room.apply(new Input.Joined(Stage.seats(1, 1).get(1)), Emissions.NONE));
    }

    private static Input command(int seat, long sequence, String id, Direction direction) {
        return new Input.Command(seat, sequence, new MoveWarrior(id, direction, Optional.empty()));
    }

    private static RoomMachine open(List<Seat> seats) {
        return RoomMachine.open(new BlitzGame(), Stage.seed(1), seats, new TreeMap<>());
    }

    private static List<String> ids(ArenaView view) {
        return view.warriors().stream().map(ArenaView.WarriorView::id).toList();
    }

    private static void assertRefused(String code, Verdict verdict) {
        assertEquals(code, assertInstanceOf(Verdict.Refused.class, verdict).code());
    }

    /** A command of some other game. */
    private record Unheard() implements PlayerCommand {}
}
