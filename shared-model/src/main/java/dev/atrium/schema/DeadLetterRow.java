package dev.atrium.schema;

import org.jspecify.annotations.Nullable;

/**
 * An outcome that could not be settled, and why. Once it is settled or given back its letter is
 * closed, and kept for a while.
 *
 * @param roomId the key
 * @param reason a code, the last one
 * @param detail in words, for operators
 * @param firstAtMs wall time of the first failure
 * @param lastAtMs wall time of the last one
 * @param attempts that failed; 0 while it is only begun
 * @param begun how often somebody has begun since one last came to an end: who is killed over it
 *     leaves no other trace
 * @param payload where the outcome is: table and key
 * @param openShard the first digit of the room's id while the letter is open, for the index
 * @param nextLook when it is tried again, as {@link RoomRow#since} has a time; while it is open
 * @param retryOrderedAtMs wall time of an operator's last order to try again, 0 before one
 * @param retryOrderedBy the name of his key
 * @param closedAs {@code settled} or {@code refunded}, once it is closed
 * @param closedAtMs wall time, 0 before
 * @param ttl seconds since 1970, once it is closed; DynamoDB tidies up
 */
public record DeadLetterRow(
        String roomId,
        String reason,
        String detail,
        long firstAtMs,
        long lastAtMs,
        int attempts,
        int begun,
        String payload,
        @Nullable String openShard,
        @Nullable String nextLook,
        long retryOrderedAtMs,
        @Nullable String retryOrderedBy,
        @Nullable String closedAs,
        long closedAtMs,
        long ttl) {}
