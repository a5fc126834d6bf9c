package dev.atrium.schema;

import org.jspecify.annotations.Nullable;

/**
 * A pot that is not paid yet, since somebody wants it so. Gone once the room is settled.
 *
 * @param roomId the key
 * @param why {@code paused} or {@code held}
 * @param pot that is to be paid, in the smallest unit
 * @param sinceMs wall time
 * @param openShard the first digit of the room's id, for the index
 * @param nextLook when it is looked at next, as {@link RoomRow#since} has a time
 * @param releasedAtMs wall time of the release, 0 before it
 * @param releasedBy the name of the operator's key
 */
public record WaitingPayoutRow(
        String roomId,
        String why,
        long pot,
        long sinceMs,
        @Nullable String openShard,
        @Nullable String nextLook,
        long releasedAtMs,
        @Nullable String releasedBy) {}
