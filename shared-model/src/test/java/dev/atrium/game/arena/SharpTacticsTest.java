package dev.atrium.game.arena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.dice.Dice;
import dev.atrium.game.Bot;
import dev.atrium.game.BotStrength;
import dev.atrium.game.PlayerCommand;
import dev.atrium.message.Deadline;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a strong bot makes of what it sees. */
class SharpTacticsTest {
    private static final ArenaView.FieldView WHOLE =
            new ArenaView.FieldView(32, 256, 0, 8192, ArenaView.Shrink.NONE);

    private final List<ArenaView.WarriorView> warriors = new ArrayList<>();
    private final List<ArenaView.PowerUpView> powerUps = new ArrayList<>();
    private ArenaView.FieldView field = WHOLE;
    private long endTick = 5_400;

    @Test
    void allGoForOneEnemyAndForTheWeakerOfTwo() {
        own(0, 4000, 2500, 90);
        own(1, 6500, 5000, 90);
        enemy("1-0", 6500, 2500, 90);
        enemy("1-1", 4000, 5000, 50);
        assertEquals(Map.of("0-0", Direction.S, "0-1", Direction.W), decide());
        enemy("1-2", 6600, 2400, 1);
        assertEquals(Map.of("0-0", Direction.E, "0-1", Direction.N), decide());
    }

    @Test
    void whoIsFarAheadGoesBackToTheOthersFirst() {
        own(0, 5000, 4000, 90);
        own(1, 1500, 4000, 90);
        own(2, 1500, 4300, 90);
        enemy("1-0", 7000, 4000, 90);
        Map<String, Direction> directions = decide();
        assertTrue(directions.get("0-0").stepX() < 0, directions::toString);
        assertTrue(directions.get("0-1").stepX() > 0, directions::toString);
        assertTrue(directions.get("0-2").stepX() > 0, directions::toString);
    }

    @Test
    void whoCouldFallNextLeavesTheFightToHisFriend() {
        own(0, 4000, 4000, 7);
        own(1, 3900, 4100, 90);
        enemy("1-0", 4300, 4000, 60);
        Map<String, Direction> directions = decide();
        assertTrue(directions.get("0-0").stepX() < 0, directions::toString);
        assertTrue(!directions.containsKey("0-1") || directions.get("0-1").stepX() >= 0);
    }

    @Test
    void aLoneOneAvoidsWhoIsMuchStrongerAndGoesForWhoIsNot() {
        own(0, 4000, 4000, 30);
        enemy("1-0", 4700, 4000, 90);
        assertTrue(decide().get("0-0").stepX() < 0);
        warriors.set(1, warrior("1-0", 1, 4700, 4000, 35, 0, 0));
        assertTrue(decide().get("0-0").stepX() > 0);
    }

    @Test
    void rageAndShieldCountLikeHp() {
        own(0, 4000, 4000, 60);
        enemy("1-0", 4700, 4000, 65);
        assertTrue(decide().get("0-0").stepX() > 0);
        warriors.set(1, warrior("1-0", 1, 4700, 4000, 65, 600, 0));
        assertTrue(decide().get("0-0").stepX() < 0, "he rages");
        warriors.set(0, warrior("0-0", 0, 4000, 4000, 60, 0, 25));
        assertTrue(decide().get("0-0").stepX() > 0, "but one has a shield");
    }

    @Test
    void itFetchesWhatItNeedsAndPrefersItToWhatItHas() {
        own(0, 4000, 4000, 60);
        enemy("1-0", 7800, 4000, 60);
        powerUps.add(new ArenaView.PowerUpView("k3f9", PowerUpKind.HEAL, 15, 10));
        powerUps.add(new ArenaView.PowerUpView("k3f8", PowerUpKind.SHIELD, 15, 20));
        assertEquals(Direction.N, decide().get("0-0"));
        warriors.set(0, warrior("0-0", 0, 4000, 4000, 100, 0, 0));
        assertEquals(Direction.S, decide().get("0-0"), "nothing to heal");
        warriors.set(0, warrior("0-0", 0, 4000, 4000, 60, 0, 20));
        assertEquals(Direction.N, decide().get("0-0"), "shielded already");
    }

    @Test
    void itLeavesWhatAnEnemyReachesFirstOrTheEdgeSwallows() {
        own(0, 4000, 4000, 60);
        enemy("1-0", 4000, 1500, 60);
        powerUps.add(new ArenaView.PowerUpView("k3f9", PowerUpKind.HEAL, 8, 8));
        assertTrue(decide().get("0-0").stepY() < 0, "nobody is nearer");
        warriors.set(1, warrior("1-0", 1, 2200, 1000, 60, 0, 0));
        Direction left = decide().get("0-0");
        warriors.set(1, warrior("1-0", 1, 7900, 4000, 60, 0, 0));
        assertTrue(left != decide().get("0-0"), "who is nearer has it");

        Bot bot = bot();
        field = shrinking(1_600);
        bot.decide(0, view());
        field = shrinking(1_660);
        assertTrue(directions(bot.decide(6, view())).get("0-0").stepX() >= 0, "swallowed");
    }

    private static ArenaView.FieldView shrinking(int min) {
        return new ArenaView.FieldView(32, 256, min, 8192 - min, ArenaView.Shrink.SHRINKING);
    }

    @Test
    void oneFetchesForAllAndItIsWhoNeedsItMost() {
        own(0, 4000, 4000, 95);
        own(1, 4000, 4500, 50);
        enemy("1-0", 7900, 4200, 90);
        powerUps.add(new ArenaView.PowerUpView("k3f9", PowerUpKind.HEAL, 13, 16));
        Map<String, Direction> directions = decide();
        assertTrue(directions.get("0-1").stepX() < 0, directions::toString);
        assertTrue(directions.get("0-0").stepX() > 0, directions::toString);
    }

    @Test
    void atTheEndTheBestKeepsAwayAndWhoIsBehindAttacksTheBest() {
        endTick = 300;
        own(0, 4000, 4000, 60);
        enemy("1-0", 4700, 4000, 55);
        assertTrue(decide().get("0-0").stepX() < 0, "ahead");
        warriors.set(0, warrior("0-0", 0, 4000, 4000, 50, 0, 0));
        assertTrue(decide().get("0-0").stepX() > 0, "behind");
    }

    @Test
    void aWoundedOneComesCloserOnlyWhileTheEnemyIsOnCooldown() {
        // The enemy strikes the friend at tick 0, and again at about 60.
        own(0, 3900, 4000, 8);
        own(1, 4200, 4200, 90);
        enemy("1-0", 4400, 4000, 60);
        Bot bot = bot();
        bot.decide(0, view());
        int soonAfter = 0;
        int beforeTheNext = 0;
        for (long tick = 6; tick <= 60; tick += 6) {
            Direction direction =
                    directions(bot.decide(tick, view())).getOrDefault("0-0", Direction.STOP);
            soonAfter += tick <= 24 ? direction.stepX() : 0;
            beforeTheNext += tick > 42 && tick < 60 ? direction.stepX() : 0;
        }
        assertTrue(soonAfter > 0, "a blow for nothing: " + soonAfter);
        assertTrue(beforeTheNext < 0, "away: " + beforeTheNext);
    }

    private void own(int number, int x, int y, int hp) {
        warriors.add(warrior("0-" + number, 0, x, y, hp, 0, 0));
    }

    private void enemy(String id, int x, int y, int hp) {
        warriors.add(warrior(id, 1, x, y, hp, 0, 0));
    }

    private static ArenaView.WarriorView warrior(
            String id, int seat, int x, int y, int hp, int rage, int shield) {
        return new ArenaView.WarriorView(id, seat, x, y, Direction.STOP, hp, rage, 0, shield, 0);
    }

    private static Bot bot() {
        return new BlitzGame()
                .bot(Stage.bot(0, BotStrength.STRONG, 3), Dice.of(Stage.seed(1)))
                .orElseThrow();
    }

    /** What a new bot wants at once; who is to stand still is not in it. */
    private Map<String, Direction> decide() {
        return directions(bot().decide(0, view()));
    }

    private static Map<String, Direction> directions(List<PlayerCommand> commands) {
        Map<String, Direction> directions = new TreeMap<>();
        for (PlayerCommand command : commands) {
            MoveWarrior move = (MoveWarrior) command;
            directions.put(move.warriorId(), move.direction());
        }
        return directions;
    }

    private ArenaView view() {
        return new ArenaView(
                ArenaView.Phase.FIGHTING,
                Optional.of(new Deadline(endTick)),
                field,
                warriors,
                powerUps,
                Optional.empty());
    }
}
