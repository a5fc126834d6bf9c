package dev.atrium.game;

/**
 * Where a player says that something is. The rules take no notice of it.
 *
 * @param thing what it is about; a name that is the same in all claims about it
 * @param spot where he says it is
 * @param farMax how far from there it may have been, 0 and more, in the game's own unit; farther on
 *     either axis is beyond what his network explains
 */
public record Claim(String thing, Spot spot, int farMax) {
    public Claim {
        if (farMax < 0) {
            throw new IllegalArgumentException("farMax=" + farMax + " (allowed: 0 and more)");
        }
    }

    /** Whether it may have been there. */
    public boolean fits(Spot was) {
        return spot.farFrom(was) <= farMax;
    }
}
