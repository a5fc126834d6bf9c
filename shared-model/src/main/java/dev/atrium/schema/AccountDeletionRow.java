package dev.atrium.schema;

import org.jspecify.annotations.Nullable;

/**
 * An account that is being deleted, or was: kept so that what was begun is ended.
 *
 * @param playerId the key
 * @param begunAtMs wall time
 * @param abandonsBalance whether what he has goes to the platform
 * @param doneAtMs wall time, 0 as long as something is left to do
 * @param unfinished {@code yes} as long as something is left to do, for the index; else null
 */
public record AccountDeletionRow(
        String playerId,
        long begunAtMs,
        boolean abandonsBalance,
        long doneAtMs,
        @Nullable String unfinished) {
    /** Of one that is not done, for the index. */
    public static final String UNFINISHED = "yes";
}
