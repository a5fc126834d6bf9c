package dev.atrium.schema;

import org.jspecify.annotations.Nullable;

/**
 * A code that people find a room by. A claim writes all that ends it, so that no process needs to
 * come back to it: whoever claims a code and dies leaves nothing that time does not mend.
 *
 * @param code the key
 * @param roomId the room, which may not be placed yet, or have ended
 * @param game the room's
 * @param createdAtMs wall time of the claim
 * @param expiresAtMs wall time from which on nobody finds the room by it
 * @param reusableAtMs wall time from which on another room may have it
 * @param ttl seconds since 1970; until then people are told that it has expired
 * @param liveShard the first digit of the room's id until the code is released, for the index
 * @param liveUntil {@code expiresAtMs} as a text that sorts like it, until it is released
 */
public record RoomCodeRow(
        String code,
        String roomId,
        String game,
        long createdAtMs,
        long expiresAtMs,
        long reusableAtMs,
        long ttl,
        @Nullable String liveShard,
        @Nullable String liveUntil) {
    /** A room is found by its code for so long, in milliseconds. */
    public static final long LIFETIME_MS = 4L * 3_600_000;

    /** Who still has an old code before him finds no other room by it for so long, in ms. */
    public static final long COOL_DOWN_MS = 600_000;

    private static final long KEPT_MS = 24L * 3_600_000;

    /** The claim of a code for a room. */
    public static RoomCodeRow claimed(String code, String roomId, String game, long nowMs) {
        long expiresAtMs = nowMs + LIFETIME_MS;
        long reusableAtMs = expiresAtMs + COOL_DOWN_MS;
        return new RoomCodeRow(
                code,
                roomId,
                game,
                nowMs,
                expiresAtMs,
                reusableAtMs,
                (reusableAtMs + KEPT_MS) / 1_000,
                roomId.substring(0, 1),
                RoomRow.since(expiresAtMs));
    }

    /** This code once its room has ended or it has expired; it cools down from the earlier. */
    public RoomCodeRow released(long nowMs) {
        return new RoomCodeRow(
                code,
                roomId,
                game,
                createdAtMs,
                expiresAtMs,
                Math.min(reusableAtMs, nowMs + COOL_DOWN_MS),
                ttl,
                null,
                null);
    }

    /**
     * This code once it has expired and its room still lives, whose time may have stood: nobody
     * finds the room by it any more, and no other room gets it.
     */
    public RoomCodeRow withheld(long nowMs) {
        long later = Math.max(reusableAtMs, nowMs + COOL_DOWN_MS);
        return new RoomCodeRow(
                code,
                roomId,
                game,
                createdAtMs,
                expiresAtMs,
                later,
                (later + KEPT_MS) / 1_000,
                liveShard,
                liveUntil);
    }

    /** Whether it was not released. */
    public boolean isLive() {
        return liveShard != null;
    }

    /** Whether nobody finds the room by it any more. */
    public boolean hasExpired(long nowMs) {
        return nowMs >= expiresAtMs;
    }
}
