package dev.atrium.journal;

import dev.atrium.game.Input;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the entries of a journal come to beside the room's state: their hash, where the inputs are,
 * which commands came last, and who forfeited. Not thread-safe.
 */
final class JournalTrail {
    private final JournalChain chain;
    private final RecentCommands recent;
    private final TreeMap<Integer, String> forfeits = new TreeMap<>();
    private long lastTick;
    private int lastIndex;

    private JournalTrail(JournalChain chain, RecentCommands recent, long lastTick, int lastIndex) {
        this.chain = chain;
        this.recent = recent;
        this.lastTick = lastTick;
        this.lastIndex = lastIndex;
    }

    /** Of a journal from its opening on. */
    static JournalTrail from(String roomId, byte[] opening) {
        JournalChain chain = new JournalChain(roomId);
        chain.add(opening);
        return new JournalTrail(chain, new RecentCommands(), -1, 0);
    }

    /** Of a journal from its base on. */
    static JournalTrail from(JournalBase base) {
        return new JournalTrail(
                JournalChain.at(base.head(), base.entries()),
                new RecentCommands(base.recent()),
                base.lastTick(),
                base.lastIndex());
    }

    /**
     * Takes note of an entry's input, before the entry is added.
     *
     * @return false if it cannot stand there: inputs are numbered from 0 within their tick, so that
     *     none is missing or there twice
     */
    boolean follow(JournalEntry entry) {
        if (!(entry instanceof JournalEntry.Applied applied)) {
            return true;
        }
        lastIndex = applied.tick() == lastTick ? lastIndex + 1 : 0;
        lastTick = applied.tick();
        switch (applied.input()) {
            case Input.Command command -> recent.applied(command.seat(), command.sequence());
            case Input.Forfeited forfeited -> forfeits.put(forfeited.seat(), forfeited.reason());
            case Input.Joined joined -> {
                // What was said and done at that seat was another's doing.
                recent.forget(joined.seat().index());
                forfeits.remove(joined.seat().index());
            }
            default -> {}
        }
        return applied.index() == lastIndex;
    }

    void add(byte[] entry) {
        chain.add(entry);
    }

    JournalChain chain() {
        return chain;
    }

    long lastTick() {
        return lastTick;
    }

    int lastIndex() {
        return lastIndex;
    }

    List<Long> recent(int seat) {
        return recent.of(seat);
    }

    SortedMap<Integer, String> forfeits() {
        return new TreeMap<>(forfeits);
    }

    /** What stands for the entries so far; it does not tell who forfeited. */
    JournalBase base(byte[] opening, JournalSnapshot snapshot) {
        return new JournalBase(opening, chain.head(), lastTick, lastIndex, recent.all(), snapshot);
    }
}
