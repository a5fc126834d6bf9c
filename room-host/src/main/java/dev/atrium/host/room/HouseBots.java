package dev.atrium.host.room;

import dev.atrium.dice.Dice;
import dev.atrium.dice.Seed;
import dev.atrium.game.Bot;
import dev.atrium.game.Game;
import dev.atrium.game.Input;
import dev.atrium.game.PlayerCommand;
import dev.atrium.game.RoomMachine;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The house's bots of one room: drivers of seats, beside the room, with dice of their own, fed only
 * with their seat's view. What they want are inputs like everybody's.
 */
final class HouseBots {
    /** Decisions in a second of game time. */
    private static final int DECISIONS_HZ = 10;

    /** What one bot may want at once; the rest is dropped, as a person's would be refused. */
    private static final int COMMANDS_MAX = 8;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final TreeMap<Integer, Bot> bots = new TreeMap<>();
    private final int everyTicks;

    HouseBots(Game game, RoomSeats seats) {
        this.everyTicks = Math.max(1, game.info().tickRateHz() / DECISIONS_HZ);
        byte[] bytes = new byte[Seed.BYTES];
        RANDOM.nextBytes(bytes);
        Seed own = Seed.of(bytes);
        for (RoomSeats.Place place : seats.all()) {
            if (place.plan().bot()) {
                Dice dice = Dice.of(own.derive("seat/" + place.index()));
                game.bot(place.plan().seat(), dice).ifPresent(bot -> bots.put(place.index(), bot));
            }
        }
    }

    boolean none() {
        return bots.isEmpty();
    }

    /** What the bots want at this tick, in the order of their seats. */
    List<Input.Command> decide(RoomMachine machine) {
        if (bots.isEmpty() || machine.tick() % everyTicks != 0) {
            return List.of();
        }
        List<Input.Command> wanted = new ArrayList<>();
        SeatViews views = new SeatViews(machine);
        bots.forEach(
                (seat, bot) -> {
                    long sequence = machine.lastSequence(seat);
                    List<PlayerCommand> commands = bot.decide(machine.tick(), views.of(seat));
                    for (int i = 0; i < Math.min(commands.size(), COMMANDS_MAX); i++) {
                        wanted.add(new Input.Command(seat, ++sequence, commands.get(i)));
                    }
                });
        return wanted;
    }
}
