package dev.atrium.schema;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;

/**
 * A piece of a room's journal where that is kept in DynamoDB: its head, a group of entries, a part
 * of its newest snapshot, or a part of what stands for its trimmed entries.
 *
 * @param roomId the key
 * @param slot {@code head}, {@code e#} and the number of the group's first entry in twelve digits,
 *     {@code s#} and the number of the snapshot's part in two, or {@code b#}, the number of trimmed
 *     entries in twelve digits, {@code #} and the number of the part in two
 * @param epoch of the head: under which the journal may be written; else who wrote it
 * @param journalId of the head: drawn when the journal's first fence was raised
 * @param count of the head: how many entries there are, trimmed ones included; of a group: how many
 *     are in it; of a part: how many parts there are
 * @param wholeCount of the head: how many entries make the journal whole again, if it was started
 *     anew
 * @param trimmedCount of the head: how many entries are trimmed; groups before do not count
 * @param bytes of a group: each entry behind its length; of a part: its bytes
 * @param goneAtMs of the head: wall time from which on there is no journal, 0 if it stays
 * @param ttl when DynamoDB may delete it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by what it holds
public record JournalRow(
        String roomId,
        String slot,
        long epoch,
        long journalId,
        long count,
        long wholeCount,
        long trimmedCount,
        byte[] bytes,
        long goneAtMs,
        long ttl) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JournalRow row
                && roomId.equals(row.roomId)
                && slot.equals(row.slot)
                && epoch == row.epoch
                && journalId == row.journalId
                && count == row.count
                && wholeCount == row.wholeCount
                && trimmedCount == row.trimmedCount
                && Arrays.equals(bytes, row.bytes)
                && goneAtMs == row.goneAtMs
                && ttl == row.ttl;
    }

    @Override
    public int hashCode() {
        return Objects.hash(roomId, slot, count);
    }
}
