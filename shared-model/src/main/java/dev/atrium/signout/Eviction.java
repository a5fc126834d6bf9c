package dev.atrium.signout;

import dev.atrium.wire.CloseCode;

import java.util.Map;
import java.util.Optional;

/**
 * Whose live sockets are to be closed. The log of them is a stream in Redis, {@link
 * dev.atrium.schema.RedisKeys#evictions}: every host reads on from where it was, so it costs the
 * same however many are connected.
 *
 * @param playerId whose
 * @param beforeMs wall time: sockets that he opened by what he was given then or before
 * @param code why
 */
public record Eviction(String playerId, long beforeMs, CloseCode code) {
    /** Entries that the log keeps, about: hosts read every second. */
    public static final long KEPT_MAX = 10_000;

    private static final String PLAYER = "player";
    private static final String BEFORE = "before";
    private static final String CODE = "code";

    /** As an entry of the log. */
    public Map<String, String> fields() {
        return Map.of(PLAYER, playerId, BEFORE, Long.toString(beforeMs), CODE, code.name());
    }

    /** What {@link #fields} wrote; empty if it is something else. */
    public static Optional<Eviction> of(Map<String, String> fields) {
        String playerId = fields.get(PLAYER);
        String before = fields.get(BEFORE);
        String code = fields.get(CODE);
        if (playerId == null || before == null || code == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Eviction(playerId, Long.parseLong(before), CloseCode.valueOf(code)));
        } catch (IllegalArgumentException e) {
            // A later build may put people out for reasons that this one does not know.
            return Optional.empty();
        }
    }
}
