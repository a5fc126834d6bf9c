package dev.atrium.escrow;

import java.util.List;

/**
 * An escrow as it was read.
 *
 * @param roomId whose
 * @param terms under which it was opened
 * @param state where in its life it is
 * @param balance what it holds, in the smallest unit, 0 and more
 * @param pot what was left for the match's players when the pot was fixed, 0 before that
 * @param entries by player id, at most {@link EscrowLimits#ENTRIES_MAX}, without those that were
 *     withdrawn. They are complete unless {@code state} is {@link EscrowState#OPEN}; entries and
 *     refunds of the moment of reading may be in them and not yet in {@code balance}
 */
public record RoomEscrow(
        String roomId,
        EntryTerms terms,
        EscrowState state,
        long balance,
        long pot,
        List<Entry> entries) {
    public RoomEscrow {
        entries = List.copyOf(entries);
    }
}
