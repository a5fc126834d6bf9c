package dev.atrium.game.arena;

/**
 * A point in subunits, 256 to a cell, from the north-west corner. May lie outside the field: what a
 * client claims is judged elsewhere.
 *
 * @param x from west to east, within {@value #FARTHEST} either way
 * @param y from north to south, within {@value #FARTHEST} either way
 */
public record Point(int x, int y) {
    /** Far beyond any field, and small enough that no distance overflows. */
    static final int FARTHEST = 1_000_000;

    public Point {
        require("x", x);
        require("y", y);
    }

    private static void require(String name, int value) {
        if (value < -FARTHEST || value > FARTHEST) {
            throw new IllegalArgumentException(
                    name + "=" + value + " (allowed: " + -FARTHEST + " to " + FARTHEST + ")");
        }
    }
}
