package dev.atrium.game.party;

import java.util.Optional;

/** How long a party is. */
public enum PartyMode {
    /** Eight rounds. */
    SHORT("8-round", 8),
    /** Twelve rounds, of which the last four count double. */
    LONG("12-round", 12);

    private final String wireName;
    private final int rounds;

    PartyMode(String wireName, int rounds) {
        this.wireName = wireName;
        this.rounds = rounds;
    }

    /** Its name in messages and options. */
    public String wireName() {
        return wireName;
    }

    /** How many rounds it has. */
    public int rounds() {
        return rounds;
    }

    /** The mode of that name, if there is one. */
    public static Optional<PartyMode> of(String wireName) {
        for (PartyMode mode : values()) {
            if (mode.wireName.equals(wireName)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
