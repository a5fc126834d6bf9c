package dev.atrium.host.journal;

import dev.atrium.journal.JournalBase;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where journals are kept. One contract test holds for every implementation. Stages end with a
 * {@link JournalException} if the store refused, or with another exception if it could not be
 * reached or its answer is unknown: then the same call may be made again.
 *
 * <p>A store alone is also {@link JournalStores}: the one of every game.
 */
public interface JournalStore extends JournalStores {
    /** Entries of one append together, in bytes: what one item of DynamoDB holds with ease. */
    int APPEND_BYTES_MAX = 256 * 1024;

    /** Entries of one append: keeps a script short for the store. */
    int APPEND_ENTRIES_MAX = 2_000;

    /**
     * The epoch under which a room's fence is raised when the room is opened for the first time.
     */
    long FIRST_EPOCH = 1;

    /**
     * Whether rooms write journals at all. Where they do not, what is made up for one is not made
     * either, every input counts as stored, and nobody can take such a room over: that is for
     * measuring what journals cost, and no host is configured so.
     */
    default boolean isWritten() {
        return true;
    }

    /**
     * Raises the fence of a room: from now on lower epochs append nothing. Never lowers it.
     *
     * @return the identity of the journal, above 0, which the store draws when it knows nothing of
     *     it: the same when it is asked again, and whoever asks, unless the store has lost the
     *     journal since. Fails with {@code FENCED} if the fence is higher already
     */
    CompletionStage<Long> raiseFence(String roomId, long epoch);

    /**
     * Appends entries.
     *
     * @param epoch must be the fence's; a missing fence refuses every append
     * @param firstIndex how many entries the caller knows to be there, trimmed ones included; the
     *     same append made again after an unknown reply changes nothing and succeeds
     * @param entries at least one and at most {@link #APPEND_ENTRIES_MAX}, together at most {@link
     *     #APPEND_BYTES_MAX} bytes
     * @return fails with {@code FENCED} or {@code OUT_OF_STEP}
     */
    CompletionStage<Void> append(String roomId, long epoch, long firstIndex, List<byte[]> entries);

    /**
     * All entries in order that are not trimmed, and what stands for those that are; both of one
     * moment.
     *
     * @return fails with {@code OUT_OF_STEP} if it was started anew and is not whole again yet, or
     *     if entries are missing in its middle
     */
    CompletionStage<StoredJournal> read(String roomId);

    /**
     * Lets the first entries of a journal go and keeps in their place what stands for them. Entries
     * are counted on as before. The same made again changes nothing and succeeds, as does one for
     * fewer entries than are trimmed by then.
     *
     * @param epoch must be the fence's
     * @param base for how many entries; all of them must be in the archive
     * @return fails with {@code FENCED}, or with {@code OUT_OF_STEP} if there are not so many
     */
    CompletionStage<Void> trim(String roomId, long epoch, JournalBase base);

    /**
     * Empties a journal of which the store has lost a part, for its owner to write it anew. The
     * snapshot goes with it.
     *
     * @param epoch must be the fence's
     * @param entries how many there were, trimmed ones included: before it has as many again,
     *     nobody takes what there is for the journal
     * @param base what stood for the trimmed ones, and is kept again; the first append is to follow
     *     them
     * @return fails with {@code FENCED}
     */
    CompletionStage<Void> startAnew(
            String roomId, long epoch, long entries, Optional<JournalBase> base);

    /**
     * Keeps a snapshot in the place of the one before.
     *
     * @param epoch must be the fence's
     * @return fails with {@code FENCED}
     */
    CompletionStage<Void> keepSnapshot(String roomId, long epoch, byte[] snapshot);

    /** The newest snapshot, if there is one. */
    CompletionStage<Optional<byte[]>> readSnapshot(String roomId);

    /**
     * Forgets a room's journal, its base, snapshot, seed and fence after a while.
     *
     * @param epoch if the fence is higher, somebody else owns the room and nothing is forgotten
     * @return fails with {@code FENCED} then
     */
    CompletionStage<Void> expire(String roomId, long epoch, long afterMs);

    @Override
    default JournalStore of(String gameId) {
        return this;
    }
}
