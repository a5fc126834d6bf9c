package dev.atrium.host.room;

import dev.atrium.dice.Seed;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where rooms' seeds come from. Any thread; does not block. */
@FunctionalInterface
public interface SeedSource {
    /**
     * The seed of that room: drawn when it is asked for first, at the start of play, and the same
     * whenever it is asked for again, by whichever host.
     *
     * @param roomId which room
     * @return fails if it cannot be kept or read now: it may be asked for again
     */
    CompletionStage<Seed> draw(String roomId);

    /** The seed that was drawn for that room; empty if none was, or it is lost. */
    default CompletionStage<Optional<Seed>> find(String roomId) {
        return draw(roomId).thenApply(Optional::of);
    }

    /**
     * Puts the seed of a room back where it was lost.
     *
     * @return fails if it cannot be kept now: it may be put back again
     */
    default CompletionStage<Void> keep(String roomId, Seed seed) {
        return CompletableFuture.completedStage(null);
    }

    /** How outcomes name this source. */
    default String name() {
        return "random";
    }

    /** 32 random bytes, another each time; for rooms that nobody takes over. */
    static SeedSource random() {
        SecureRandom random = new SecureRandom();
        return roomId -> CompletableFuture.completedStage(draw(random));
    }

    /** 32 bytes of it. */
    static Seed draw(SecureRandom random) {
        byte[] bytes = new byte[Seed.BYTES];
        random.nextBytes(bytes);
        return Seed.of(bytes);
    }
}
