package dev.atrium.host.room;

import dev.atrium.dice.Seed;

import java.security.SecureRandom;

/** Where a room's seed comes from, asked once at the start of play. */
@FunctionalInterface
public interface SeedSource {
    /**
     * A seed for that room.
     *
     * @param roomId which room
     */
    Seed draw(String roomId);

    /** How outcomes name this source. */
    default String name() {
        return "random";
    }

    /** 32 random bytes; a VRF takes its place. */
    static SeedSource random() {
        SecureRandom random = new SecureRandom();
        return roomId -> {
            byte[] bytes = new byte[Seed.BYTES];
            random.nextBytes(bytes);
            return Seed.of(bytes);
        };
    }
}
