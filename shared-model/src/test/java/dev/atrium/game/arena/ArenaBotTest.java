package dev.atrium.game.arena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.dice.Dice;
import dev.atrium.game.Bot;
import dev.atrium.game.BotStrength;
import dev.atrium.game.Input;
import dev.atrium.game.PlayerCommand;
import dev.atrium.game.Seat;
import dev.atrium.message.Deadline;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a house bot does with what it sees, of medium strength if nothing else is said. */
class ArenaBotTest {
    private static final ArenaView.FieldView WHOLE =
            new ArenaView.FieldView(32, 256, 0, 8192, ArenaView.Shrink.NONE);
    private static final ArenaView.FieldView SHRUNK =
            new ArenaView.FieldView(32, 256, 2048, 6144, ArenaView.Shrink.SHRUNK);

    @Test
    void itGoesForTheNearestWhoIsNotStronger() {
        assertEquals(
                Direction.E,
                decide(
                        WHOLE,
                        List.of(),
                        warrior(0, 4000, 4000, 80),
                        warrior(1, 2500, 4000, 81),
                        warrior(2, 6000, 4000, 80)));
        assertEquals(
                Direction.NW,
                decide(
                        WHOLE,
                        List.of(),
                        warrior(0, 4000, 4000, 80),
                        warrior(1, 3000, 3000, 10),
                        warrior(2, 6000, 4000, 10)));
    }

    @Test
    void itGoesForAPowerUpThatIsNearer() {
        ArenaView.PowerUpView north = new ArenaView.PowerUpView("k3f9", PowerUpKind.RAGE, 15, 10);
        assertEquals(
                Direction.N,
                decide(
                        WHOLE,
                        List.of(north),
                        warrior(0, 4000, 4000, 80),
                        warrior(1, 6000, 4000, 70)));
        assertEquals(
                Direction.E,
                decide(
                        WHOLE,
                        List.of(north),
                        warrior(0, 4000, 4000, 80),
                        warrior(1, 4700, 4000, 70)));
    }

    @Test
    void itFleesUnderTwentyFiveHp() {
        assertEquals(
                Direction.W,
                decide(WHOLE, List.of(), warrior(0, 4000, 4000, 24), warrior(1, 4700, 4000, 10)));
        assertEquals(
                Direction.E,
                decide(WHOLE, List.of(), warrior(0, 4000, 4000, 25), warrior(1, 4700, 4000, 10)));
    }

    @Test
    void itDoesNotFleeOutOfTheField() {
        Direction direction =
                decide(WHOLE, List.of(), warrior(0, 100, 4000, 20), warrior(1, 700, 4000, 90));
        assertEquals(0, direction.stepX(), direction.name());
        assertTrue(direction.stepY() != 0, "along the edge");
    }

    @Test
    void itComesBackIntoTheShrunkenField() {
        assertEquals(
                Direction.E,
                decide(SHRUNK, List.of(), warrior(0, 1000, 4096, 90), warrior(1, 500, 4096, 10)));
    }

    @Test
    void itLeavesPowerUpsOutsideAlone() {
        Direction direction =
                decide(
                        SHRUNK,
                        List.of(new ArenaView.PowerUpView("k3f9", PowerUpKind.HEAL, 4, 16)),
                        warrior(0, 2400, 4096, 90),
                        warrior(1, 5000, 4096, 80));
        assertEquals(Direction.E, direction);
    }

    @Test
    void itStandsWhereItReachesItsPrey() {
        ArenaView.WarriorView walking =
                new ArenaView.WarriorView("0-0", 0, 4000, 4000, Direction.E, 90, 0, 0, 0, 0);
        ArenaView view = view(WHOLE, List.of(), List.of(walking, warrior(1, 4200, 4000, 50)));
        assertEquals(
                List.of(new MoveWarrior("0-0", Direction.STOP, Optional.empty())),
                bot().decide(0, view));
    }

    @Test
    void itRoamsWhereThereIsNothingToDo() {
        Direction direction =
                decide(WHOLE, List.of(), warrior(0, 4000, 4000, 50), warrior(1, 6000, 4000, 90));
        assertTrue(direction != Direction.STOP);
    }

    @Test
    void itSaysNothingWithoutLivingWarriorsOrAfterTheEnd() {
        ArenaView without = view(WHOLE, List.of(), List.of(warrior(1, 4000, 4000, 90)));
        assertTrue(bot().decide(0, without).isEmpty());
        ArenaView over =
                new ArenaView(
                        ArenaView.Phase.FINISHED,
                        Optional.of(new Deadline(5400)),
                        WHOLE,
                        List.of(warrior(0, 1000, 1000, 90), warrior(1, 4000, 4000, 50)),
                        List.of(),
                        Optional.empty());
        assertTrue(bot().decide(0, over).isEmpty());
        assertTrue(bot().decide(0, new ArenaEvent.PowerUpExpired("k3f9")).isEmpty());
    }

    @Test
    void itThinksFourToSixTimesASecondForEachWarrior() {
        ArenaBot bot = (ArenaBot) bot();
        int commands = 0;
        for (int tick = 0; tick < 600; tick++) {
            // Shown standing each time, it wants to walk each time that it thinks.
            ArenaView view =
                    view(
                            WHOLE,
                            List.of(),
                            List.of(warrior(0, 1000, 1000, 90), warrior(1, 7000, 7000, 50)));
            commands += bot.decide(tick, view).size();
        }
        assertTrue(commands >= 40 && commands <= 60, "in ten seconds: " + commands);
    }

    @Test
    void inAMatchItKeepsTheLimitAndItsCommandsAreTaken() {
        List<Seat> seats = new ArrayList<>();
        for (BotStrength strength : BotStrength.values()) {
            seats.add(Stage.bot(seats.size(), strength, 3));
            seats.add(Stage.bot(seats.size(), strength, 3));
        }
        BotMatch match = new BotMatch(new BlitzGame(), 5, seats).playToTheEnd();
        Map<String, List<Long>> ticks = new HashMap<>();
        for (BotMatch.Entry entry : match.journal) {
            Input.Command command = (Input.Command) entry.input();
            ticks.computeIfAbsent("seat " + command.seat(), seat -> new ArrayList<>())
                    .add(entry.tick());
        }
        assertEquals(6, ticks.size());
        ticks.forEach(ArenaBotTest::assertAtMostTwentyASecond);
    }

    @Test
    void itKeepsTheLimitWithFiveWarriorsWhoAreNeverShownToObey() {
        for (BotStrength strength : BotStrength.values()) {
            Bot bot = bot(strength);
            List<Long> ticks = new ArrayList<>();
            for (long tick = 0; tick < 1_200; tick++) {
                List<ArenaView.WarriorView> warriors = new ArrayList<>();
                for (int i = 0; i < 5; i++) {
                    warriors.add(
                            new ArenaView.WarriorView(
                                    "0-" + i, 0, 60, 500 * i, Direction.SW, 90, 0, 0, 0, 0));
                }
                warriors.add(warrior(1, 7000, 7000, 50));
                for (PlayerCommand command : bot.decide(tick, view(WHOLE, List.of(), warriors))) {
                    assertTrue(command instanceof MoveWarrior);
                    ticks.add(tick);
                }
            }
            assertTrue(ticks.size() >= 100, strength + " commands: " + ticks.size());
            assertAtMostTwentyASecond(strength.word(), ticks);
        }
    }

    private static void assertAtMostTwentyASecond(String whose, List<Long> ticks) {
        for (int i = 20; i < ticks.size(); i++) {
            assertTrue(ticks.get(i) - ticks.get(i - 20) >= 60, whose + " at " + ticks.get(i));
        }
    }

    @Test
    void whatTheSeatDoesNotSayIsMedium() {
        Bot silent = new BlitzGame().bot(Stage.bot(0), Dice.of(Stage.seed(1))).orElseThrow();
        Bot medium = bot(BotStrength.MEDIUM);
        Bot weak = bot(BotStrength.WEAK);
        List<PlayerCommand> weakCommands = new ArrayList<>();
        List<PlayerCommand> mediumCommands = new ArrayList<>();
        for (long tick = 0; tick < 300; tick++) {
            ArenaView view =
                    view(
                            WHOLE,
                            List.of(),
                            List.of(warrior(0, 1000, 1000, 90), warrior(1, 7000, 7000, 50)));
            List<PlayerCommand> commands = medium.decide(tick, view);
            assertEquals(commands, silent.decide(tick, view));
            mediumCommands.addAll(commands);
            weakCommands.addAll(weak.decide(tick, view));
        }
        assertTrue(weakCommands.size() * 2 < mediumCommands.size(), "a weak one is slower");
    }

    @Test
    void aWeakOneGoesForWhoIsStrongerTooAndSeesNotFar() {
        ArenaView near =
                view(
                        WHOLE,
                        List.of(),
                        List.of(warrior(0, 4000, 4000, 50), warrior(1, 6000, 4000, 90)));
        ArenaView.PowerUpView far = new ArenaView.PowerUpView("k3f9", PowerUpKind.RAGE, 15, 19);
        ArenaView lying =
                view(
                        WHOLE,
                        List.of(far),
                        List.of(warrior(0, 4000, 4000, 50), warrior(1, 6000, 4000, 90)));
        assertEquals(Direction.E, mostOften(BotStrength.WEAK, near));
        assertEquals(Direction.E, mostOften(BotStrength.WEAK, lying));
        assertEquals(Direction.S, mostOften(BotStrength.MEDIUM, lying));
    }

    /** What it wants most often in a minute in which nothing changes; a weak one errs. */
    private static Direction mostOften(BotStrength strength, ArenaView view) {
        Bot bot = bot(strength);
        TreeMap<Direction, Integer> counts = new TreeMap<>();
        for (long tick = 0; tick < 3_600; tick++) {
            for (PlayerCommand command : bot.decide(tick, view)) {
                counts.merge(((MoveWarrior) command).direction(), 1, Integer::sum);
            }
        }
        return Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
    }

    @Test
    void whoHasStoodAboutForTwoSecondsWalksSomewhere() {
        // In a corner, and the one whom it fears does not move either.
        ArenaView view =
                view(
                        SHRUNK,
                        List.of(),
                        List.of(warrior(0, 2_120, 2_120, 8), warrior(1, 2_820, 2_820, 90)));
        for (BotStrength strength : List.of(BotStrength.MEDIUM, BotStrength.STRONG)) {
            Bot bot = bot(strength);
            long tick = 0;
            while (tick < 300 && bot.decide(tick, view).isEmpty()) {
                tick++;
            }
            assertTrue(tick >= 120 && tick < 140, strength + " at tick " + tick);
        }
    }

    @Test
    void itSendsOnlyChanges() {
        BotMatch match = new BotMatch(6, 1, 1, 1, 1, 1).playToTheEnd();
        Map<String, Direction> last = new HashMap<>();
        for (BotMatch.Entry entry : match.journal) {
            MoveWarrior move = (MoveWarrior) ((Input.Command) entry.input()).command();
            Direction before = last.put(move.warriorId(), move.direction());
            assertTrue(before != move.direction(), entry.toString());
        }
    }

    private static Direction decide(
            ArenaView.FieldView field,
            List<ArenaView.PowerUpView> powerUps,
            ArenaView.WarriorView... warriors) {
        List<PlayerCommand> commands = bot().decide(0, view(field, powerUps, List.of(warriors)));
        assertEquals(1, commands.size());
        MoveWarrior move = (MoveWarrior) commands.getFirst();
        assertEquals("0-0", move.warriorId());
        return move.direction();
    }

    private static Bot bot() {
        return bot(BotStrength.MEDIUM);
    }

    private static Bot bot(BotStrength strength) {
        return new BlitzGame().bot(Stage.bot(0, strength, 1), Dice.of(Stage.seed(1))).orElseThrow();
    }

    private static ArenaView view(
            ArenaView.FieldView field,
            List<ArenaView.PowerUpView> powerUps,
            List<ArenaView.WarriorView> warriors) {
        return new ArenaView(
                ArenaView.Phase.FIGHTING,
                Optional.of(new Deadline(5400)),
                field,
                warriors,
                powerUps,
                Optional.empty());
    }

    private static ArenaView.WarriorView warrior(int seat, int x, int y, int hp) {
        return new ArenaView.WarriorView(seat + "-0", seat, x, y, Direction.STOP, hp, 0, 0, 0, 0);
    }
}
