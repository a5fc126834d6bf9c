package dev.atrium.game.arena;

/** Walking: each warrior keeps his direction; the field's outer edges stop him. */
final class Movement {
    private final ArenaMode.Movement numbers;
    private final int last;

    Movement(ArenaMode.Movement numbers, Field field) {
        this.numbers = numbers;
        this.last = field.side() - 1;
    }

    void step(Warrior[] warriors, int tick) {
        for (Warrior warrior : warriors) {
            if (warrior.direction != Direction.STOP && warrior.living()) {
                walk(warrior, tick);
            }
        }
    }

    private void walk(Warrior warrior, int tick) {
        boolean hasty = warrior.hasty(tick);
        Direction direction = warrior.direction;
        int straight = hasty ? numbers.straightHaste() : numbers.straight();
        int diagonal = hasty ? numbers.diagonalHaste() : numbers.diagonal();
        int length = direction.diagonal() ? diagonal : straight;
        int x = within(warrior.x + direction.stepX() * length);
        int y = within(warrior.y + direction.stepY() * length);
        requireBound(x - warrior.x, y - warrior.y, straight, numbers.boundPercent());
        warrior.x = x;
        warrior.y = y;
    }

    private int within(int coordinate) {
        return Math.max(0, Math.min(last, coordinate));
    }

    /**
     * Stops a room whose rules would let a warrior go too far. The last line of defence: nothing a
     * client sends comes near it, so if it ever fires, the rules or the mode's numbers are broken.
     *
     * @throws IllegalStateException if the way is longer than the bound
     */
    static void requireBound(int wayX, int wayY, int straight, int boundPercent) {
        int bound = straight * boundPercent;
        if ((wayX * wayX + wayY * wayY) * 100 * 100 > bound * bound) {
            throw new IllegalStateException(
                    "a warrior moved by " + wayX + ", " + wayY + " in one tick");
        }
    }
}
