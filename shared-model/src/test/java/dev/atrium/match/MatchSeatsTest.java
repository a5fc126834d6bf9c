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
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

class MatchSeatsTest {
    private static final String HASH = "0f".repeat(32);

    private static Entrant entrant(int number, int warriors) {
        return new Entrant("p-" + number, "Ann " + number, "owl", warriors, HASH);
    }

    private static WaitingTicket ticket(List<Entrant> players) {
        int warriors = players.stream().mapToInt(Entrant::warriors).sum();
        return new WaitingTicket(
                "t" + players.getFirst().playerId(),
                players.size(),
                warriors,
                0,
                true,
                new TreeMap<>(),
                1);
    }

    private static MatchPlan plan(List<List<Entrant>> tickets, int botWarriors, int perBot) {
        return new MatchPlan(
                tickets.stream().map(MatchSeatsTest::ticket).toList(),
                List.of(),
                Optional.empty(),
                botWarriors,
                perBot);
    }

    private static List<SeatPlan> seats(
            List<List<Entrant>> tickets, int botWarriors, int perBot, long seed) {
        return MatchSeats.of(plan(tickets, botWarriors, perBot), tickets, new Random(seed));
    }

    private static List<List<Entrant>> alone(int number, int warriors) {
        return List.of(List.of(entrant(number, warriors)));
    }

    private static int warriors(List<SeatPlan> seats) {
        return seats.stream().mapToInt(s -> s.seat().option("warriors", 0)).sum();
    }

    @Test
    void playersSitInTheirOrderAsTheyQueued() {
        List<SeatPlan> seats =
                seats(
                        List.of(List.of(entrant(7, 3)), List.of(entrant(2, 1), entrant(5, 2))),
                        0,
                        3,
                        1);

        assertEquals(3, seats.size());
        assertEquals("p-7", seats.get(0).playerId());
        assertEquals("Ann 7", seats.get(0).name());
        assertEquals("owl", seats.get(0).icon());
        assertEquals("3", seats.get(0).options().get("warriors"));
        assertEquals(HASH, seats.get(0).nonceHash());
        assertFalse(seats.get(0).bot());
        assertEquals("p-2", seats.get(1).playerId());
        assertEquals(1, seats.get(1).index());
        assertEquals("p-5", seats.get(2).playerId());
        assertEquals("2", seats.get(2).options().get("warriors"));
    }

    @Test
    void aPartySitsInOneTeam() {
        List<List<Entrant>> tickets =
                List.of(
                        List.of(entrant(1, 1)),
                        List.of(entrant(2, 1), entrant(3, 1)),
                        List.of(entrant(4, 1)));
        MatchPlan plan =
                new MatchPlan(
                        tickets.stream().map(MatchSeatsTest::ticket).toList(),
                        List.of(1, 0, 1),
                        Optional.empty(),
                        0,
                        1);

        assertEquals(
                List.of("1", "0", "0", "1"),
                MatchSeats.of(plan, tickets, new Random(1)).stream()
                        .map(seat -> seat.options().get(MatchSeats.TEAM))
                        .toList());
    }

    @Test
    void botsFillExactlyWhateverTheDiceSay() {
        for (int seed = 0; seed < 500; seed++) {
            int botWarriors = 1 + seed % 19;
            List<SeatPlan> seats = seats(alone(1, 1), botWarriors, 3, seed);
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
        assertEquals(seats(alone(1, 2), 18, 3, 5), seats(alone(1, 2), 18, 3, 5));
        assertNotEquals(seats(alone(1, 2), 18, 3, 5), seats(alone(1, 2), 18, 3, 6));
    }

    @Test
    void ofEveryThreeBotsEachHasAnotherStrength() {
        Set<List<BotStrength>> orders = new HashSet<>();
        for (int seed = 0; seed < 100; seed++) {
            List<BotStrength> strengths =
                    seats(alone(1, 1), 9, 1, seed).stream()
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
        List<SeatPlan> seats = seats(alone(1, 1), 3, 1, 1);

        assertEquals(Set.of("warriors"), seats.getFirst().options().keySet());
        assertEquals(Set.of("strength", "warriors"), seats.getLast().options().keySet());
    }

    @Test
    void theHouseHasANameForEveryBotThatFits() {
        assertTrue(HouseNames.NAMES.size() >= BotFill.WARRIORS_MAX);
        assertEquals(HouseNames.NAMES.size(), HouseNames.NAMES.stream().distinct().count());
    }

    @Test
    void botsBringNoMoreThanTheGameLetsThem() {
        List<SeatPlan> seats = seats(alone(1, 1), 6, 1, 1);

        assertEquals(7, seats.size());
        assertTrue(seats.stream().allMatch(s -> s.seat().option("warriors", 0) == 1));
    }

    @Test
    void onlyThePlayersOfThePlanSitDown() {
        List<List<Entrant>> pair = List.of(List.of(entrant(1, 1), entrant(2, 1)));
        MatchPlan plan = plan(pair, 0, 1);

        assertThrows(
                IllegalArgumentException.class,
                () -> MatchSeats.of(plan, alone(1, 1), new Random(1)),
                "half a party");
        assertThrows(
                IllegalArgumentException.class,
                () -> MatchSeats.of(plan, List.of(), new Random(1)));
    }

    @Test
    void aMatchNeedsAPlayerAndBotsThatCanBe() {
        List<List<Entrant>> one = alone(1, 1);

        assertThrows(IllegalArgumentException.class, () -> plan(List.of(), 20, 3));
        assertThrows(IllegalArgumentException.class, () -> plan(one, -1, 3));
        assertThrows(IllegalArgumentException.class, () -> plan(one, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> plan(one, 1, 4));
        List<WaitingTicket> tickets = one.stream().map(MatchSeatsTest::ticket).toList();
        assertThrows(
                IllegalArgumentException.class,
                () -> new MatchPlan(tickets, List.of(0, 1), Optional.empty(), 0, 1));
    }
}
