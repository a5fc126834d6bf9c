package dev.atrium.schema;

import org.jspecify.annotations.Nullable;

/**
 * What a room's seed was drawn from, written before anybody is told it: the first draw of a room is
 * its only one.
 *
 * @param roomId which room
 * @param nonces a JSON object: by seat, what each brought who sat there when play started
 * @param keyId of the key that drew; none if a build drew that had but one
 * @param drawnAtMs wall time
 * @param ttl seconds since 1970 at which the row may go: long after the room
 */
public record SeedDrawRow(
        String roomId, String nonces, @Nullable String keyId, long drawnAtMs, long ttl) {}
