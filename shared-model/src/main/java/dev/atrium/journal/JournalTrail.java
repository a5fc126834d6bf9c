package dev.atrium.journal;

import dev.atrium.game.Input;

import java.util.List;

/**
 * What the entries of a journal come to beside the room's state: their hash, where the inputs are,
 * and which commands came last. Not thread-safe.
 */
final class JournalTrail {
    private final JournalChain chain;
    private final RecentCommands recent;
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
        if (applied.input() instanceof Input.Command command) {
            recent.applied(command.seat(), command.sequence());
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

    /** What stands for the entries so far. */
    JournalBase base(byte[] opening, JournalSnapshot snapshot) {
        return new JournalBase(opening, chain.head(), lastTick, lastIndex, recent.all(), snapshot);
    }
}
