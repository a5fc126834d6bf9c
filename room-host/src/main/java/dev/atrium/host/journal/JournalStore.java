package dev.atrium.host.journal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where journals are kept. One contract test holds for every implementation. Stages end with a
 * {@link JournalException} if the store refused, or with another exception if it could not be
 * reached or its answer is unknown: then the same call may be made again.
 */
public interface JournalStore {
    /**
     * Raises the fence of a room: from now on lower epochs append nothing. Never lowers it.
     *
     * @return whether there was one; fails with {@code FENCED} if it is higher already
     */
    CompletionStage<Boolean> raiseFence(String roomId, long epoch);

    /**
     * Appends entries.
     *
     * @param epoch must be the fence's; a missing fence refuses every append
     * @param firstIndex how many entries the caller knows to be there; the same append made again
     *     after an unknown reply changes nothing and succeeds
     * @param entries at least one
     * @return fails with {@code FENCED} or {@code OUT_OF_STEP}
     */
    CompletionStage<Void> append(String roomId, long epoch, long firstIndex, List<byte[]> entries);

    /** All entries in order; empty if there are none. */
    CompletionStage<List<byte[]>> read(String roomId);

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
     * Forgets a room's journal, snapshot, seed and fence after a while.
     *
     * @param epoch if the fence is higher, somebody else owns the room and nothing is forgotten
     * @return fails with {@code FENCED} then
     */
    CompletionStage<Void> expire(String roomId, long epoch, long afterMs);
}
