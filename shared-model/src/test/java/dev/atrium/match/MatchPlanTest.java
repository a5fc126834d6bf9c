package dev.atrium.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.BotStrength;
import dev.atrium.identity.Player;
import dev.atrium.room.SeatPlan;

import org.junit.jupiter.api.Test;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

class MatchPlanTest {
    private static final String HASH = "0f".repeat(32);

    private static QueueEntry entry(int number, int warriors) {
        return new QueueEntry("p-" + number, "Ann " + number, "owl", warriors, true, HASH, number);
    }

    private static int warriors(List<SeatPlan> seats) {
        return seats.stream().mapToInt(s -> s.seat().option("warriors", 0)).sum();
    }

    @Test
    void playersSitInTheirOrderAsTheyQueued() {
        List<SeatPlan> seats =
                new MatchPlan(List.of(entry(7, 3), entry(2, 1)), 0, 3).seats(new Random(1));

        assertEquals(2, seats.size());
        assertEquals("p-7", seats.get(0).playerId());
        assertEquals("Ann 7", seats.get(0).name());
        assertEquals("owl", seats.get(0).icon());
        assertEquals("3", seats.get(0).options().get("warriors"));
        assertEquals(HASH, seats.get(0).nonceHash());
        assertFalse(seats.get(0).bot());
        assertEquals("p-2", seats.get(1).playerId());
        assertEquals(1, seats.get(1).index());
    }

    @Test
    void botsFillExactlyWhateverTheDiceSay() {
        for (int seed = 0; seed < 500; seed++) {
            int botWarriors = 1 + seed % 19;
            List<SeatPlan> seats =
                    new MatchPlan(List.of(entry(1, 1)), botWarriors, 3).seats(new Random(seed));
            List<SeatPlan> bots = seats.stream().filter(SeatPlan::bot).toList();

            assertEquals(seats.size() - 1, bots.size());
            assertEquals(botWarriors, warriors(bots));
            assertTrue(seats.size() <= 20);
            assertEquals(
                    IntStream.range(0, seats.size()).boxed().toList(),
                    seats.stream().map(SeatPlan::index).toList());
            assertEquals(bots.size(), bots.stream().map(SeatPlan::playerId).distinct().count());
            assertEquals(bots.size(), bots.stream().map(SeatPlan::name).distinct().count());
            for (SeatPlan bot : bots) {
                int brings = bot.seat().option("warriors", 0);
                assertTrue(brings >= 1 && brings <= 3);
                assertTrue(bot.playerId().matches("bot-[0-9a-f]{16}"));
                assertTrue(HouseNames.NAMES.contains(bot.name()));
                assertTrue(Player.ICONS.contains(bot.icon()));
                assertEquals("", bot.nonceHash());
            }
        }
    }

    @Test
    void theSameDiceSeatTheSameBotsAndOthersDoNot() {
        MatchPlan plan = new MatchPlan(List.of(entry(1, 2)), 18, 3);

        assertEquals(plan.seats(new Random(5)), plan.seats(new Random(5)));
        assertNotEquals(plan.seats(new Random(5)), plan.seats(new Random(6)));
    }

    @Test
    void ofEveryThreeBotsEachHasAnotherStrength() {
        Set<List<BotStrength>> orders = new HashSet<>();
        for (int seed = 0; seed < 100; seed++) {
            List<BotStrength> strengths =
                    new MatchPlan(List.of(entry(1, 1)), 9, 1)
                            .seats(new Random(seed)).stream()
                                    .filter(SeatPlan::bot)
                                    .map(bot -> BotStrength.of(bot.seat()))
                                    .toList();
            assertEquals(9, strengths.size());
            for (int i = 0; i < strengths.size(); i += 3) {
                List<BotStrength> three = strengths.subList(i, i + 3);
                assertEquals(EnumSet.allOf(BotStrength.class), EnumSet.copyOf(three));
                orders.add(three);
            }
        }
        assertEquals(6, orders.size(), "in every order");
    }

    @Test
    void peoplesSeatsSayNothingOfStrength() {
        List<SeatPlan> seats = new MatchPlan(List.of(entry(1, 1)), 3, 1).seats(new Random(1));

        assertEquals(Set.of("warriors"), seats.getFirst().options().keySet());
        assertEquals(Set.of("strength", "warriors"), seats.getLast().options().keySet());
    }

    @Test
    void theHouseHasANameForEveryBotThatFits() {
        assertTrue(HouseNames.NAMES.size() >= 19);
        assertEquals(HouseNames.NAMES.size(), HouseNames.NAMES.stream().distinct().count());
    }

    @Test
    void botsBringNoMoreThanTheGameLetsThem() {
        List<SeatPlan> seats = new MatchPlan(List.of(entry(1, 1)), 6, 1).seats(new Random(1));

        assertEquals(7, seats.size());
        assertTrue(seats.stream().allMatch(s -> s.seat().option("warriors", 0) == 1));
    }

    @Test
    void aMatchNeedsAPlayerAndBotsThatCanBe() {
        List<QueueEntry> one = List.of(entry(1, 1));

        assertThrows(IllegalArgumentException.class, () -> new MatchPlan(List.of(), 20, 3));
        assertThrows(IllegalArgumentException.class, () -> new MatchPlan(one, -1, 3));
        assertThrows(IllegalArgumentException.class, () -> new MatchPlan(one, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new MatchPlan(one, 1, 4));
    }
}
