package dev.atrium.game.arena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.dice.Dice;
import dev.atrium.game.Bot;
import dev.atrium.game.Input;
import dev.atrium.game.PlayerCommand;
import dev.atrium.message.Deadline;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a house bot does with what it sees. */
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
        BotMatch match = new BotMatch(5, 3, 3, 3, 3).playToTheEnd();
        Map<String, List<Long>> ticks = new HashMap<>();
        for (BotMatch.Entry entry : match.journal) {
            Input.Command command = (Input.Command) entry.input();
            ticks.computeIfAbsent("seat " + command.seat(), seat -> new ArrayList<>())
                    .add(entry.tick());
        }
        assertEquals(4, ticks.size());
        ticks.forEach(
                (seat, all) -> {
                    for (int i = 18; i < all.size(); i++) {
                        assertTrue(all.get(i) - all.get(i - 18) >= 50, seat + " at " + all.get(i));
                    }
                });
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
        return new BlitzGame().bot(0, Dice.of(Stage.seed(1))).orElseThrow();
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
