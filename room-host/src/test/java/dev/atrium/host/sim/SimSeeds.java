package dev.atrium.host.sim;

import dev.atrium.dice.Seed;
import dev.atrium.host.room.SeedSource;
import dev.atrium.vrf.DrawnSeed;

import java.util.Optional;
import java.util.SortedMap;
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
        private final TreeMap<String, DrawnSeed> seeds = new TreeMap<>();

        Kept(SimWorld world, Plant plant) {
            this.world = world;
            this.plant = plant;
        }

        private DrawnSeed anew() {
            byte[] bytes = new byte[Seed.BYTES];
            world.random().nextBytes(bytes);
            return DrawnSeed.random(Seed.of(bytes));
        }

        /** All are lost. */
        void flush() {
            seeds.clear();
        }

        DrawnSeed draw(String roomId) {
            return seeds.computeIfAbsent(roomId, first -> anew());
        }

        Void keep(String roomId, DrawnSeed seed) {
            seeds.put(roomId, seed);
            return null;
        }

        Optional<DrawnSeed> find(String roomId) {
            if (plant == Plant.SEED_DRAWN_ANEW) {
                seeds.put(roomId, anew());
            }
            return Optional.ofNullable(seeds.get(roomId));
        }
    }

    @Override
    public CompletionStage<DrawnSeed> draw(Room room, SortedMap<Integer, String> nonces) {
        return link.call(() -> kept.draw(room.roomId()));
    }

    @Override
    public CompletionStage<Void> keep(String roomId, DrawnSeed seed) {
        return link.call(() -> kept.keep(roomId, seed));
    }

    @Override
    public CompletionStage<Optional<DrawnSeed>> find(Room room) {
        return link.call(() -> kept.find(room.roomId()));
    }
}
