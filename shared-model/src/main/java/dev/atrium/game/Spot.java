package dev.atrium.game;

/**
 * A place on a game's field.
 *
 * @param x in the game's own unit
 * @param y in the game's own unit
 */
public record Spot(int x, int y) {
    /** How far another one is, on the axis on which it is farther. */
    public long farFrom(Spot other) {
        long byX = Math.abs((long) x - other.x);
        long byY = Math.abs((long) y - other.y);
        return Math.max(byX, byY);
    }
}
