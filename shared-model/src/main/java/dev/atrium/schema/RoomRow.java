package dev.atrium.schema;

import dev.atrium.room.RoomStatus;

import org.jspecify.annotations.Nullable;

/**
 * A room: who owns it and under which epoch, and who was seated when the match was made.
 *
 * @param roomId the key
 * @param game its id
 * @param rulesVersion of the game
 * @param status see {@link RoomStatus}
 * @param owner the host that was chosen, or owns it
 * @param epoch 0 while placed; rises with every takeover and is never lowered
 * @param seats JSON array of {@link dev.atrium.room.SeatPlan}
 * @param createdAtMs wall time of the match
 * @param finishedAtMs wall time of the outcome, 0 before it
 * @param outcomeHash of the outcome's document, once there is one
 * @param voidReason why it is void, if it is
 * @param settledAtMs wall time of the last step of settlement, 0 before it
 * @param journalled whether the journals' store was told of the room: then its fence is there, or
 *     the store has lost it
 * @param liveOwner the owner again until the room has ended, for the index
 */
public record RoomRow(
        String roomId,
        String game,
        int rulesVersion,
        RoomStatus status,
        String owner,
        long epoch,
        String seats,
        long createdAtMs,
        long finishedAtMs,
        @Nullable String outcomeHash,
        @Nullable String voidReason,
        long settledAtMs,
        boolean journalled,
        @Nullable String liveOwner) {

    /** A room that no journal is kept of so far; the index follows from it. */
    public RoomRow(
            String roomId,
            String game,
            int rulesVersion,
            RoomStatus status,
            String owner,
            long epoch,
            String seats,
            long createdAtMs,
            long finishedAtMs,
            @Nullable String outcomeHash,
            @Nullable String voidReason,
            long settledAtMs) {
        this(
                roomId,
                game,
                rulesVersion,
                status,
                owner,
                epoch,
                seats,
                createdAtMs,
                finishedAtMs,
                outcomeHash,
                voidReason,
                settledAtMs,
                false,
                liveOwner(status, owner));
    }

    private static @Nullable String liveOwner(RoomStatus status, String owner) {
        return status == RoomStatus.PLACED || status == RoomStatus.PLAYING ? owner : null;
    }

    /** This room once the journals' store knows of it. */
    public RoomRow withJournal() {
        return with(status, owner, epoch, finishedAtMs, outcomeHash, voidReason, true);
    }

    /** This room taken over: played by that owner, under the next epoch. */
    public RoomRow takenBy(String newOwner) {
        return with(
                RoomStatus.PLAYING,
                newOwner,
                epoch + 1,
                finishedAtMs,
                outcomeHash,
                voidReason,
                journalled);
    }

    /**
     * This room with its outcome.
     *
     * @param atMs wall time of the outcome
     * @param hash of the outcome's document
     */
    public RoomRow finished(long atMs, String hash) {
        return with(RoomStatus.FINISHED, owner, epoch, atMs, hash, voidReason, journalled);
    }

    /**
     * This room without a result.
     *
     * @param reason a code
     */
    public RoomRow voided(String reason) {
        return with(RoomStatus.VOID, owner, epoch, finishedAtMs, outcomeHash, reason, journalled);
    }

    private RoomRow with(
            RoomStatus newStatus,
            String newOwner,
            long newEpoch,
            long finishedAt,
            @Nullable String hash,
            @Nullable String reason,
            boolean withJournal) {
        return new RoomRow(
                roomId,
                game,
                rulesVersion,
                newStatus,
                newOwner,
                newEpoch,
                seats,
                createdAtMs,
                finishedAt,
                hash,
                reason,
                settledAtMs,
                withJournal,
                liveOwner(newStatus, newOwner));
    }
}
