package dev.atrium.schema;

import org.jspecify.annotations.Nullable;

/**
 * A step of settlement that is done.
 *
 * @param roomId of which room
 * @param step {@code <step>} or {@code <step>#<player>}
 * @param doneAtMs wall time
 * @param reason a code, for the step {@code refused}
 */
public record SettlementRow(String roomId, String step, long doneAtMs, @Nullable String reason) {}
