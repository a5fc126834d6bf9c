package dev.atrium.schema;

import org.jspecify.annotations.Nullable;

/**
 * The escrow of a room, which is an account of the ledger too: so its state and its balance change
 * together.
 *
 * @param roomId the key
 * @param game the room's
 * @param feePerWarrior in the smallest unit
 * @param escrowState a name of {@code dev.atrium.escrow.EscrowState}
 * @param balance in the smallest unit, 0 and more
 * @param entries how many were paid and not withdrawn, refunded ones among them
 * @param pot what was left when the pot was fixed, 0 before that
 * @param openedAtMs wall time
 * @param unsettledShard the first digit of the room's id until it is paid out or given back, for
 *     the index
 * @param nextLook when somebody should look next why it is neither, as {@link RoomRow#since} has a
 *     time; none once it is
 */
public record EscrowRow(
        String roomId,
        String game,
        long feePerWarrior,
        String escrowState,
        long balance,
        int entries,
        long pot,
        long openedAtMs,
        @Nullable String unsettledShard,
        @Nullable String nextLook) {}
