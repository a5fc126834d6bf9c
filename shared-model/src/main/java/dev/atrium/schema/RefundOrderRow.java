package dev.atrium.schema;

/**
 * The part of a room's row by which an operator orders that its stakes go back. It is written to
 * rooms that have ended, which nobody else writes whole any more; the table's stream tells of it.
 *
 * @param roomId the key
 * @param refundOrderedAtMs wall time of the last order, 0 if there was none
 */
public record RefundOrderRow(String roomId, long refundOrderedAtMs) {
    /** The rooms' table, seen as these attributes only. */
    public static final TableDefinition<RefundOrderRow> TABLE =
            TableDefinition.of(
                    Tables.ROOMS.name(), RefundOrderRow.class, Tables.ROOMS.partitionKey());
}
