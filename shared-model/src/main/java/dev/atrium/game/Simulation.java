package dev.atrium.game;

import dev.atrium.message.Message;
import dev.atrium.state.StateWriter;

import java.util.Optional;

/**
 * A play of a game: the rules and their state, and nothing else. No clock, thread, I/O or logger;
 * integers only; no order that differs between JVMs. Called by one thread; {@link RoomMachine}
 * calls it in order and checks what can be checked. A throw is a bug: the room is closed.
 */
public interface Simulation {
    /** The tick that never comes. */
    long NEVER = Long.MAX_VALUE;

    /**
     * Takes an input or refuses it. A refusal must leave everything as it was: state, dice, and
     * nothing told.
     *
     * @param tick the current tick: its step has been made, the next one's has not
     * @param input a command comes only from a seat that is taken, and from the vocabulary
     * @param out for events and effects
     */
    Verdict apply(long tick, Input.ToGame input, Out out);

    /**
     * Makes the step of a tick that {@link #nextStep} named.
     *
     * @param tick higher than at every call before
     * @param out for events and effects
     */
    void step(long tick, Out out);

    /**
     * The next tick that needs a step, or {@link #NEVER} while nothing falls due. Asked after every
     * input and step; a tick that is over counts as the next one.
     *
     * @param tick the current tick
     */
    long nextStep(long tick);

    /**
     * What a viewer is shown now. Depends on nothing that he may not know: not on its content, its
     * size or its order.
     */
    Message view(Viewer viewer);

    /**
     * What somebody is told first when he enters, besides the view: his own things, where the view
     * is the same for all. As little as a view may it depend on what he may not know.
     */
    default Optional<Message> welcome(Viewer viewer) {
        return Optional.empty();
    }

    /**
     * Answers a question of a seat; changes nothing.
     *
     * @param seat who asks
     * @param query one of the vocabulary
     */
    default Answer query(int seat, PlayerQuery query) {
        return new Answer.Declined("unknown-query", "This game answers no such question.");
    }

    /** Writes the whole state, canonically; dice and seats are written by the machine. */
    void write(StateWriter out);

    /** How it ended, once it has; from then on no step is made and no input taken. */
    Optional<Standings> standings();
}
