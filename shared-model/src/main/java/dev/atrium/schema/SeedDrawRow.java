package dev.atrium.schema;

/**
 * What a room's seed was drawn from, written before anybody is told it: the first draw of a room is
 * its only one.
 *
 * @param roomId which room
 * @param nonces a JSON object: by seat, what each brought who sat there when play started
 * @param drawnAtMs wall time
 * @param ttl seconds since 1970 at which the row may go: long after the room
 */
public record SeedDrawRow(String roomId, String nonces, long drawnAtMs, long ttl) {}
