package dev.atrium.game.arena;

import dev.atrium.dice.Dice;
import dev.atrium.game.Out;
import dev.atrium.game.Seat;
import dev.atrium.game.Standings;
import dev.atrium.game.Verdict;
import dev.atrium.message.Deadline;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.Optional;

/**
 * How a play goes from its start to its end: who may enter late, what leaving means, whether the
 * fallen return, and when it is over.
 */
sealed interface Course permits MatchCourse, EndlessCourse {
    /**
     * The course of a mode.
     *
     * @param freeCells where newcomers and those who return may stand
     */
    static Course of(ArenaMode mode, Roster roster, FreeCells freeCells, Dice dice) {
        return switch (mode.course()) {
            case ArenaMode.Course.Match numbers ->
                    new MatchCourse(numbers, roster, freeCells, dice.stream("late-places"));
            case ArenaMode.Course.Endless numbers ->
                    new EndlessCourse(
                            numbers, roster, freeCells, dice.stream("returns"), mode.entry().hp());
        };
    }

    /** Somebody wants to enter after the start. */
    Verdict join(Seat seat, int tick);

    /** Somebody gives his seat up. */
    void leave(int seat, int tick, Out out);

    /** A seat's connection went. */
    void gone(int seat);

    /** A seat's connection came back: his warriors go on standing until he says where to. */
    void back(int seat);

    /** The part of a tick in which the fallen return, right before its end. */
    void step(int tick, Out out);

    /** How it ended, if it is over after the step of {@code tick}. */
    Optional<Standings> end(int tick);

    /** When time is up, if it ever is. */
    Optional<Deadline> endsAt();

    /** Writes what only this course keeps. */
    void write(StateWriter out);

    /** Reads what {@link #write} wrote; players and warriors have been read already. */
    void read(StateReader in);
}
