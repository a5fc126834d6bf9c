package dev.atrium.game.arena;

/** What a power-up does to the warrior who takes it. */
public enum PowerUpKind {
    /** More damage for a while. */
    RAGE,
    /** Hp at once. */
    HEAL,
    /** Takes the next damage in the warrior's stead, for a while. */
    SHIELD,
    /** Faster for a while. */
    HASTE
}
