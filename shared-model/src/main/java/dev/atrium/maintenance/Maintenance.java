package dev.atrium.maintenance;

import dev.atrium.schema.SwitchRow;

/**
 * No new matches.
 *
 * @param message what players are told; 1 to 200 characters, one line
 * @param setBy the name of the operator's key
 * @param setAtMs wall time
 */
public record Maintenance(String message, String setBy, long setAtMs) {
    /** A message for a line on a telephone. */
    public static final int MESSAGE_CHARACTERS_MAX = 200;

    static final String NAME = "maintenance";

    public Maintenance {
        if (!isMessage(message)) {
            throw new IllegalArgumentException(
                    "message (allowed: 1-" + MESSAGE_CHARACTERS_MAX + " characters, one line)");
        }
    }

    /** Whether players can be told that. */
    public static boolean isMessage(String text) {
        return !text.isBlank()
                && text.length() <= MESSAGE_CHARACTERS_MAX
                && text.chars().noneMatch(Character::isISOControl);
    }

    SwitchRow row() {
        return new SwitchRow(NAME, message, setBy, setAtMs);
    }

    static Maintenance of(SwitchRow row) {
        return new Maintenance(row.message(), row.setBy(), row.setAtMs());
    }
}
