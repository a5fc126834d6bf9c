package dev.atrium.host.sim;

import dev.atrium.dice.Seed;
import dev.atrium.host.room.SeedSource;

import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** A host's way to the seeds of rooms: whoever draws first decides. */
final class SimSeeds implements SeedSource {
    private final Kept kept;
    private final SimLink link;

    SimSeeds(Kept kept, SimLink link) {
        this.kept = kept;
        this.link = link;
    }

    /** The seeds of a run. */
    static final class Kept {
        private final SimWorld world;
        private final Plant plant;
        private final TreeMap<String, Seed> seeds = new TreeMap<>();

        Kept(SimWorld world, Plant plant) {
            this.world = world;
            this.plant = plant;
        }

        private Seed anew() {
            byte[] bytes = new byte[Seed.BYTES];
            world.random().nextBytes(bytes);
            return Seed.of(bytes);
        }

        /** All are lost. */
        void flush() {
            seeds.clear();
        }

        Seed draw(String roomId) {
            return seeds.computeIfAbsent(roomId, first -> anew());
        }

        Void keep(String roomId, Seed seed) {
            seeds.put(roomId, seed);
            return null;
        }

        Optional<Seed> find(String roomId) {
            if (plant == Plant.SEED_DRAWN_ANEW) {
                seeds.put(roomId, anew());
            }
            return Optional.ofNullable(seeds.get(roomId));
        }
    }

    @Override
    public CompletionStage<Seed> draw(String roomId) {
        return link.call(() -> kept.draw(roomId));
    }

    @Override
    public CompletionStage<Void> keep(String roomId, Seed seed) {
        return link.call(() -> kept.keep(roomId, seed));
    }

    @Override
    public CompletionStage<Optional<Seed>> find(String roomId) {
        return link.call(() -> kept.find(roomId));
    }
}
