package dev.atrium.host.fairplay;

import dev.atrium.game.Claim;
import dev.atrium.game.JudgedCommand;
import dev.atrium.game.Spot;
import dev.atrium.message.Message;

import java.util.Optional;

/**
 * Where one thing was at each tick of the last second or so. It is kept from the first claim about
 * it on, and as long as claims come, so that nothing is looked up where nobody claims anything.
 */
final class Trail {
    private final JudgedCommand about;
    private final int[] x;
    private final int[] y;

    /** Ticks in a row at which it was somewhere, up to now. */
    private long known;

    private long lastTick;
    private long claimedTick;

    Trail(JudgedCommand about, int ticks) {
        this.about = about;
        this.x = new int[ticks];
        this.y = new int[ticks];
    }

    /** What the game shows of that tick. */
    void follow(long tick, Message view) {
        Optional<Spot> spot = about.spotIn(view);
        if (spot.isEmpty() || tick != lastTick + 1) {
            known = 0;
        }
        lastTick = tick;
        if (spot.isPresent()) {
            int at = Math.floorMod(known++, x.length);
            x[at] = spot.get().x();
            y[at] = spot.get().y();
        }
    }

    /** Whether a claim fits nowhere on it; it fits while the trail is too short to tell. */
    boolean contradicts(Claim claim, long tick) {
        claimedTick = tick;
        if (known < x.length) {
            return false;
        }
        for (int i = 0; i < x.length; i++) {
            if (claim.fits(new Spot(x[i], y[i]))) {
                return false;
            }
        }
        return true;
    }

    /** Whether nobody has claimed anything of it for so many ticks. */
    boolean isIdle(long tick, long ticks) {
        return tick - claimedTick > ticks;
    }
}
