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
        long settledAtMs) {}
