package dev.atrium.game;

import dev.atrium.dice.Dice;
import dev.atrium.message.Vocabulary;
import dev.atrium.payout.Shares;
import dev.atrium.state.StateReader;

import java.util.Optional;

/**
 * A game: what it says of itself, and how a play of it is opened. Immutable and shared by all rooms
 * and threads; every game passes {@code GameContractTest}.
 */
public interface Game {
    /** What a host must know to run it. The same at every call. */
    GameInfo info();

    /** Commands, queries and messages of other rooms that a simulation understands. */
    Vocabulary vocabulary();

    /**
     * Opens a play at tick 0.
     *
     * @param opening the seats, the options and the dice
     * @throws IllegalArgumentException if the options are not ones this game takes
     */
    Simulation open(Opening opening);

    /**
     * Opens a play from what {@link Simulation#write} wrote.
     *
     * @param state positioned at the first byte; must be read to its end
     * @param dice with the positions they had then
     * @throws dev.atrium.state.StateFormatException if the bytes are not such a state
     */
    Simulation restore(StateReader state, Dice dice);

    /**
     * A house bot for a seat. It is fed with that seat's view only and has dice of its own, so it
     * cheats no more than a person; its commands are inputs like everybody's. How well it plays is
     * {@link BotStrength#of said by the seat}, if the game tells strengths apart.
     *
     * @param seat the seat that it plays, a bot's or a person's; only its index and its options
     *     count
     * @param dice apart from the room's
     * @return none if this game has no bots
     */
    default Optional<Bot> bot(Seat seat, Dice dice) {
        return Optional.empty();
    }

    /** How a pot is divided among who plays it for stakes; none if nobody does. */
    default Optional<Shares> shares() {
        return Optional.empty();
    }

    /** Its view and commands in few bytes; none if JSON is all it speaks. */
    default Optional<CompactForm> compactForm() {
        return Optional.empty();
    }
}
