package dev.atrium.schema;

import dev.atrium.room.RoomStatus;
import dev.atrium.room.SeatPlan;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

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
 * @param journalId which the journals' store drew for the room's journal, 0 before the room began:
 *     a store that knows the journal by another has lost it
 * @param stalls how often it was taken over from a loop that stood still inside it, 0 again once an
 *     owner gave it away in health
 * @param liveOwner the owner again until the room has ended, for the index
 * @param unopenedShard the first digit of the room's id while it is placed, for the index
 * @param unopenedSince {@code createdAtMs} as a text that sorts like it, while it is placed
 * @param options JSON object of the room's settings by name, if it has any
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
        long journalId,
        int stalls,
        @Nullable String liveOwner,
        @Nullable String unopenedShard,
        @Nullable String unopenedSince,
        @Nullable String options) {

    /** A room that no journal is kept of so far; what the indexes go by follows from it. */
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
                0,
                0,
                status.isLive() ? owner : null,
                status == RoomStatus.PLACED ? roomId.substring(0, 1) : null,
                status == RoomStatus.PLACED ? since(createdAtMs) : null,
                null);
    }

    /**
     * This room with settings that its game is opened with.
     *
     * @param json an object of texts by name
     */
    public RoomRow withOptions(String json) {
        return with(new Turn(status, owner, epoch, journalId, stalls), new End(this), json);
    }

    /**
     * Whether its seats have cost anything. The text is looked at and not read: within a text of
     * JSON a quotation mark never stands alone, so no name looks like that.
     */
    public boolean hasStakes() {
        return seats.contains("\"" + SeatPlan.FEE + "\":\"");
    }

    /** A wall time in ms as {@code unopenedSince} has it: index keys are texts. */
    public static String since(long ms) {
        return String.format(Locale.ROOT, "%016d", ms);
    }

    /**
     * This room once the journals' store knows of it.
     *
     * @param id by which that store knows its journal
     */
    public RoomRow withJournal(long id) {
        return with(new Turn(status, owner, epoch, id, stalls), new End(this));
    }

    /** This room taken over: played by that owner, under the next epoch. */
    public RoomRow takenBy(String newOwner) {
        return takenBy(newOwner, stalls);
    }

    /** This room taken over from a loop that stood still inside it. */
    public RoomRow takenFromStall(String newOwner) {
        return takenBy(newOwner, stalls + 1);
    }

    /** This room taken over from an owner who gives it away, and so was alive to it. */
    public RoomRow givenTo(String newOwner) {
        return takenBy(newOwner, 0);
    }

    private RoomRow takenBy(String newOwner, int newStalls) {
        return with(
                new Turn(RoomStatus.PLAYING, newOwner, epoch + 1, journalId, newStalls),
                new End(this));
    }

    /**
     * This room with its outcome.
     *
     * @param atMs wall time of the outcome
     * @param hash of the outcome's document
     */
    public RoomRow finished(long atMs, String hash) {
        return with(ending(RoomStatus.FINISHED), new End(atMs, hash, voidReason));
    }

    /**
     * This room without a result.
     *
     * @param reason a code
     */
    public RoomRow voided(String reason) {
        return with(ending(RoomStatus.VOID), new End(finishedAtMs, outcomeHash, reason));
    }

    private Turn ending(RoomStatus end) {
        return new Turn(end, owner, epoch, journalId, stalls);
    }

    /** Who has it, and in which state. */
    private record Turn(RoomStatus status, String owner, long epoch, long journalId, int stalls) {}

    /** What it ended with. */
    private record End(long atMs, @Nullable String outcomeHash, @Nullable String voidReason) {
        End(RoomRow row) {
            this(row.finishedAtMs, row.outcomeHash, row.voidReason);
        }
    }

    private RoomRow with(Turn turn, End end) {
        return with(turn, end, options);
    }

    private RoomRow with(Turn turn, End end, @Nullable String newOptions) {
        boolean placed = turn.status() == RoomStatus.PLACED;
        return new RoomRow(
                roomId,
                game,
                rulesVersion,
                turn.status(),
                turn.owner(),
                turn.epoch(),
                seats,
                createdAtMs,
                end.atMs(),
                end.outcomeHash(),
                end.voidReason(),
                settledAtMs,
                turn.journalId(),
                turn.stalls(),
                turn.status().isLive() ? turn.owner() : null,
                placed ? unopenedShard : null,
                placed ? unopenedSince : null,
                newOptions);
    }
}
