package dev.atrium.game.arena;

/** Where a warrior walks. North is up, where y is lower. */
public enum Direction {
    /** Up. */
    N(0, -1),
    /** Up and right. */
    NE(1, -1),
    /** Right. */
    E(1, 0),
    /** Down and right. */
    SE(1, 1),
    /** Down. */
    S(0, 1),
    /** Down and left. */
    SW(-1, 1),
    /** Left. */
    W(-1, 0),
    /** Up and left. */
    NW(-1, -1),
    /** Stands still. */
    STOP(0, 0);

    private final int stepX;
    private final int stepY;

    Direction(int stepX, int stepY) {
        this.stepX = stepX;
        this.stepY = stepY;
    }

    /** -1, 0 or 1 on the axis from west to east. */
    public int stepX() {
        return stepX;
    }

    /** -1, 0 or 1 on the axis from north to south. */
    public int stepY() {
        return stepY;
    }

    /** Whether it goes along both axes at once. */
    public boolean diagonal() {
        return stepX != 0 && stepY != 0;
    }

    /** The one of the nine with these steps, each -1, 0 or 1. */
    static Direction of(int stepX, int stepY) {
        return switch (stepY) {
            case -1 -> stepX < 0 ? NW : stepX > 0 ? NE : N;
            case 1 -> stepX < 0 ? SW : stepX > 0 ? SE : S;
            default -> stepX < 0 ? W : stepX > 0 ? E : STOP;
        };
    }
}
