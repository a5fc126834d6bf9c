package dev.atrium.journal;

import java.util.ArrayDeque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which commands of each seat were applied last: who gives one again is told that it was. */
final class RecentCommands {
    /** Of each seat. Clients repeat what was not answered, and wait for no more than a few. */
    static final int KEPT_MAX = 64;

    private final TreeMap<Integer, ArrayDeque<Long>> bySeat = new TreeMap<>();

    RecentCommands() {}

    /** Those that were, to go on from. */
    RecentCommands(SortedMap<Integer, List<Long>> before) {
        before.forEach((seat, sequences) -> bySeat.put(seat, new ArrayDeque<>(sequences)));
    }

    /** All of them, by seat. */
    SortedMap<Integer, List<Long>> all() {
        TreeMap<Integer, List<Long>> all = new TreeMap<>();
        bySeat.forEach((seat, sequences) -> all.put(seat, List.copyOf(sequences)));
        return all;
    }

    void applied(int seat, long sequence) {
        ArrayDeque<Long> sequences = bySeat.computeIfAbsent(seat, s -> new ArrayDeque<>());
        if (sequences.size() == KEPT_MAX) {
            sequences.remove();
        }
        sequences.add(sequence);
    }

    /** Another has the seat, whose numbers begin anew. */
    void forget(int seat) {
        bySeat.remove(seat);
    }

    List<Long> of(int seat) {
        ArrayDeque<Long> sequences = bySeat.get(seat);
        return sequences == null ? List.of() : List.copyOf(sequences);
    }
}
