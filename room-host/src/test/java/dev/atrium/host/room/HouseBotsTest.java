package dev.atrium.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.dice.Dice;
import dev.atrium.dice.Seed;
import dev.atrium.game.Bot;
import dev.atrium.game.BotStrength;
import dev.atrium.game.Game;
import dev.atrium.game.GameInfo;
import dev.atrium.game.Input;
import dev.atrium.game.Opening;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Seat;
import dev.atrium.game.Simulation;
import dev.atrium.game.arena.BlitzGame;
import dev.atrium.message.Vocabulary;
import dev.atrium.room.SeatPlan;
import dev.atrium.state.StateReader;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who drives the seats of house bots. */
class HouseBotsTest {
    private static final List<SeatPlan> PLANS =
            List.of(
                    plan(0, false, Map.of()),
                    plan(1, true, Map.of("strength", "strong")),
                    plan(2, true, Map.of("strength", "weak")));

    private static SeatPlan plan(int index, boolean bot, Map<String, String> options) {
        String name = (bot ? "bot-" : "player-") + index;
        return new SeatPlan(index, name, name, "owl", bot, new TreeMap<>(options), "");
    }

    @Test
    void gameIsGivenTheSeatsOfBotsAndWhatTheySay() {
        List<Seat> asked = new ArrayList<>();
        HouseBots bots = new HouseBots(new Asked(new BlitzGame(), asked), new RoomSeats(PLANS));

        assertFalse(bots.none());
        assertEquals(List.of(PLANS.get(1).seat(), PLANS.get(2).seat()), asked);
        assertEquals(BotStrength.STRONG, BotStrength.of(asked.getFirst()));
        assertEquals(BotStrength.WEAK, BotStrength.of(asked.getLast()));
    }

    @Test
    void theyCommandTheirOwnWarriorsAndNobodysElse() {
        Game game = new BlitzGame();
        HouseBots bots = new HouseBots(game, new RoomSeats(PLANS));
        RoomMachine machine =
                RoomMachine.open(
                        game,
                        Seed.of(new byte[Seed.BYTES]),
                        PLANS.stream().map(SeatPlan::seat).toList(),
                        new TreeMap<>());
        List<Integer> seats = bots.decide(machine).stream().map(Input.Command::seat).toList();

        assertTrue(seats.contains(1), "a strong one walks at once");
        assertFalse(seats.contains(0), "nobody plays for a person");
        assertTrue(new HouseBots(game, new RoomSeats(PLANS.subList(0, 1))).none());
    }

    /** Blitz, and for which seats it was asked for bots. */
    private record Asked(Game game, List<Seat> seats) implements Game {
        @Override
        public GameInfo info() {
            return game.info();
        }

        @Override
        public Vocabulary vocabulary() {
            return game.vocabulary();
        }

        @Override
        public Simulation open(Opening opening) {
            return game.open(opening);
        }

        @Override
        public Simulation restore(StateReader state, Dice dice) {
            return game.restore(state, dice);
        }

        @Override
        public Optional<Bot> bot(Seat seat, Dice dice) {
            seats.add(seat);
            return game.bot(seat, dice);
        }
    }
}
