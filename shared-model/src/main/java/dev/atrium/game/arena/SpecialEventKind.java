package dev.atrium.game.arena;

/** What may come over everybody at once. */
public enum SpecialEventKind {
    /** More power-ups appear, at once. */
    POWER_SURGE,
    /** Attacks and the field itself hurt more. */
    BLOOD_MOON,
    /** The field wears nobody out, though its edge burns. */
    SANCTUARY
}
