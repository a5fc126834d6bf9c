package dev.atrium.game.arena;

/**
 * A power-up on the field.
 *
 * @param id drawn by dice
 * @param kind what it does
 * @param cellX its cell from the west
 * @param cellY its cell from the north
 * @param goneTick from this tick on it cannot be taken any more
 */
record LyingPowerUp(String id, PowerUpKind kind, int cellX, int cellY, int goneTick) {}
