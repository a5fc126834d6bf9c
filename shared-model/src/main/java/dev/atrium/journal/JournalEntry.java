package dev.atrium.journal;

import dev.atrium.game.Input;
import dev.atrium.game.Seat;
import dev.atrium.state.StateHash;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** One entry of a journal. The first is an {@link Opened}, and there is only that one. */
public sealed interface JournalEntry {

    /**
     * What the room was opened with; all but the seed.
     *
     * @param roomId which room
     * @param gameId which game
     * @param rulesVersion in which rules version
     * @param seats who sat at tick 0
     * @param options the room's settings
     * @param nonces what players brought to the seed, by seat
     */
    record Opened(
            String roomId,
            String gameId,
            int rulesVersion,
            List<Seat> seats,
            SortedMap<String, String> options,
            SortedMap<Integer, String> nonces)
            implements JournalEntry {
        public Opened {
            seats = List.copyOf(seats);
        }
    }

    /**
     * An input that was applied.
     *
     * @param tick the tick it was applied at: that step had been made, the next had not
     * @param index from 0, among the inputs of that tick
     * @param input what
     */
    record Applied(long tick, int index, Input input) implements JournalEntry {}

    /**
     * Time came so far. A restore runs to the last mark and no further.
     *
     * @param tick every input at an earlier tick stands before this entry
     * @param hash of the state at that tick, each second
     */
    record Mark(long tick, Optional<StateHash> hash) implements JournalEntry {}
}
