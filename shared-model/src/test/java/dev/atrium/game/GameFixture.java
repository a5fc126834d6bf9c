package dev.atrium.game;

import dev.atrium.message.Message;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * What a game brings to its {@link GameContractTest}: how a play is opened, what its players might
 * say, and what each of them must not get to know. The test adds everything that is the same for
 * all games: joins, leaves, presence, forfeits, repeated and unknown things, lost mail.
 *
 * <p>Whatever is random comes from the generator handed in, so that a seed reproduces a failure.
 */
public interface GameFixture {
    /** The game; the same or an equal one at every call. */
    Game game();

    /** Those who sit at the opening. */
    List<Seat> seats();

    /** Somebody who joins while the play runs, at that seat. */
    default Seat joining(int index) {
        return new Seat(index, "late-" + index, "Late " + index, "hare", false, new TreeMap<>());
    }

    /** The room's settings. */
    default SortedMap<String, String> options() {
        return new TreeMap<>();
    }

    /** Seeds of the plays; few for a game with many ticks. */
    default List<Long> seeds() {
        return List.of(1L, 2L, 3L, 4L, 5L);
    }

    /** So many ticks are played at most, where a play does not end before. */
    default long ticksMax() {
        return 400;
    }

    /** In so many of a hundred ticks something is put in. */
    default int busyPercent() {
        return 25;
    }

    /** Whether at least one of the plays ends within {@link #ticksMax}. */
    default boolean ends() {
        return true;
    }

    /**
     * A command that this seat might give now: of every kind, allowed or not, sensible or not.
     *
     * @param room to be looked at only
     */
    PlayerCommand command(RoomMachine room, int seat, RandomGenerator random);

    /** A question that this seat might ask, if the game knows any. */
    default Optional<PlayerQuery> query(RoomMachine room, int seat, RandomGenerator random) {
        return Optional.empty();
    }

    /** What another room might send, if the game takes anything. */
    default Optional<Message> roomMessage(RandomGenerator random) {
        return Optional.empty();
    }

    /** Who might send that: rooms, and bridges that answer. */
    default List<String> senders() {
        return List.of("room-a", "room-b");
    }

    /** What operators might do; one that the game does not know is added by the test. */
    default List<Input.OperatorAct> operatorActs() {
        return List.of();
    }

    /**
     * All of a state that this viewer may know by the rules, such as the state with every hand but
     * his own blanked, in whatever bytes: two rooms that are the same in this are one to him.
     *
     * @param state as {@link Simulation#write} wrote it; not to be changed
     */
    default byte[] knownTo(byte[] state, Viewer viewer) {
        return state;
    }

    /**
     * The state with things swapped that this viewer may not know: {@link #knownTo} stays the same.
     *
     * @param state as {@link Simulation#write} wrote it; not to be changed
     * @param viewer may not notice
     * @param variant any number from 0 up: says which things
     * @return none if nothing is hidden from him
     */
    default Optional<byte[]> swapHidden(byte[] state, Viewer viewer, int variant) {
        return Optional.empty();
    }

    /**
     * The input that somebody else would give in the room swapped so: it may speak of hidden
     * things, such as the card that he plays.
     */
    default Input swapHidden(Input input, Viewer viewer, int variant) {
        return input;
    }
}
