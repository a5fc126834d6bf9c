package dev.atrium.host.room;

import dev.atrium.dice.Seed;
import dev.atrium.vrf.DrawnSeed;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where rooms' seeds come from. Any thread; does not block. */
@FunctionalInterface
public interface SeedSource {
    /**
     * A room, as far as its seed goes.
     *
     * @param roomId which
     * @param game its game
     * @param rulesVersion in which rules version
     */
    record Room(String roomId, String game, int rulesVersion) {}

    /**
     * The seed of that room: drawn when it is asked for first, at the start of play, and the same
     * whenever it is asked for again, by whichever host and with whichever nonces.
     *
     * @param room which, and in which rules version it is played
     * @param nonces of those who sit there now, by seat
     * @return fails if it cannot be had now: it may be asked for again
     */
    CompletionStage<DrawnSeed> draw(Room room, SortedMap<Integer, String> nonces);

    /** The seed that was drawn for that room; empty if none was, or it is lost. */
    default CompletionStage<Optional<DrawnSeed>> find(Room room) {
        return draw(room, Collections.emptySortedMap()).thenApply(Optional::of);
    }

    /**
     * Puts the seed of a room back where it was lost.
     *
     * @return fails if it cannot be kept now: it may be put back again
     */
    default CompletionStage<Void> keep(String roomId, DrawnSeed seed) {
        return CompletableFuture.completedStage(null);
    }

    /** 32 random bytes, another each time; for rooms that nobody takes over. */
    static SeedSource random() {
        SecureRandom random = new SecureRandom();
        return (room, nonces) -> CompletableFuture.completedStage(draw(random));
    }

    /** 32 bytes of it. */
    static DrawnSeed draw(SecureRandom random) {
        byte[] bytes = new byte[Seed.BYTES];
        random.nextBytes(bytes);
        return DrawnSeed.random(Seed.of(bytes));
    }
}
