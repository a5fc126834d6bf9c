package dev.atrium.host.room;

import dev.atrium.journal.JournalBase;
import dev.atrium.journal.JournalSnapshot;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateHash;

import java.util.function.Consumer;

/**
 * Brings the beginning of a long-lived room's journal into the archive and only then lets it go
 * from its store. Off the room's loop.
 */
public interface RoomTrimming {
    /** Of a host that never does. */
    RoomTrimming NEVER =
            new RoomTrimming() {
                @Override
                public Pace pace() {
                    return Pace.USUAL;
                }

                @Override
                public void trim(Due due, Consumer<Result> done) {
                    done.accept(new Result.NotYet("never"));
                }
            };

    /**
     * How often rooms keep snapshots and trim their journals. A journal is trimmed at a snapshot,
     * if enough came since it was last.
     *
     * @param snapshotS of game time from one snapshot to the next: that much is played again within
     *     a few milliseconds
     * @param entries that are enough
     * @param bytes of entries that are enough
     * @param ageS of wall time that is enough, whatever came
     */
    record Pace(int snapshotS, int entries, int bytes, int ageS) {
        /**
         * A quarter of what the owner remembers ({@code JournalMemory}), so that it can always
         * write anew what its store loses; as many entries as are read and decoded well within a
         * takeover; and a day, since stores forget what nobody has written for long.
         */
        public static final Pace USUAL = new Pace(10, 16_384, 1024 * 1024, 24 * 3600);
    }

    /**
     * What is to be trimmed.
     *
     * @param vocabulary of the room's game
     * @param epoch under which it is owned
     * @param snapshot that is kept: the entries before it go
     * @param head the hash of those entries
     */
    record Due(
            String roomId,
            String gameId,
            Vocabulary vocabulary,
            long epoch,
            JournalSnapshot snapshot,
            StateHash head) {}

    /** What became of it. */
    sealed interface Result {
        /**
         * The entries are in the archive, and gone from the store.
         *
         * @param base what stands for them
         */
        record Trimmed(JournalBase base) implements Result {}

        /**
         * They are not, or nobody knows whether they are: another snapshot is another chance.
         *
         * @param why for the log
         */
        record NotYet(String why) implements Result {}
    }

    /** How often. */
    Pace pace();

    /**
     * Reads the entries back, stores them in the archive, and then trims the journal.
     *
     * @param done told once, on any thread
     */
    void trim(Due due, Consumer<Result> done);
}
