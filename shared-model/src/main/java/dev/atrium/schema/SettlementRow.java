package dev.atrium.schema;

/**
 * A step of settlement that is done.
 *
 * @param roomId of which room
 * @param step {@code <step>} or {@code <step>#<player>}
 * @param doneAtMs wall time
 */
public record SettlementRow(String roomId, String step, long doneAtMs) {}
