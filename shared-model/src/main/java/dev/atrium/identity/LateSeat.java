package dev.atrium.identity;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a room has to know of somebody whom the match had no seat for, and who enters while it
 * plays. The room gives him the seat.
 *
 * @param name shown to others
 * @param icon shown to others
 * @param options of his seat, such as {@code warriors}
 * @param nonceHash lower-case hex SHA-256 of the nonce that his {@code enter} must carry; empty for
 *     a room that asks for none
 */
public record LateSeat(
        String name, String icon, SortedMap<String, String> options, String nonceHash) {
    public LateSeat {
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }

    /** As a claim of a token. */
    Map<String, Object> claim() {
        return Map.of(
                "name", name, "icon", icon, "options", new TreeMap<>(options), "nonce", nonceHash);
    }

    /**
     * What {@link #claim} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static LateSeat of(Map<String, Object> claim) {
        if (claim.get("name") instanceof String name
                && claim.get("icon") instanceof String icon
                && claim.get("nonce") instanceof String nonceHash
                && claim.get("options") instanceof Map<?, ?> written) {
            TreeMap<String, String> options = new TreeMap<>();
            written.forEach((key, value) -> options.put(key.toString(), value.toString()));
            return new LateSeat(name, icon, options, nonceHash);
        }
        throw new IllegalArgumentException("no late seat");
    }
}
