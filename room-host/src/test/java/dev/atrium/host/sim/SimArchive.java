package dev.atrium.host.sim;

import dev.atrium.archive.Archive;
import dev.atrium.host.journal.JournalStores;
import dev.atrium.host.room.RoomTrimming;
import dev.atrium.host.trim.TrimmingInOrder;

import java.io.IOException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The archive of a run; loses nothing by itself, but the way to it may. */
final class SimArchive {
    /** Rooms that last for seconds are trimmed as others that last for months. */
    private static final RoomTrimming.Pace OFTEN = new RoomTrimming.Pace(1, 60, 600, 3);

    private final SimWorld world;
    private final Plant plant;
    private final Supplier<SimLink.Weather> weather;
    private final TreeMap<String, byte[]> objects = new TreeMap<>();

    SimArchive(SimWorld world, Plant plant, Supplier<SimLink.Weather> weather) {
        this.world = world;
        this.weather = weather;
        this.plant = plant;
    }

    /** As who checks a run sees it. */
    Archive itself() {
        return new Archive() {
            @Override
            public void put(String key, byte[] object) {
                objects.put(key, object);
            }

            @Override
            public Optional<byte[]> get(String key) {
                return Optional.ofNullable(objects.get(key));
            }
        };
    }

    /** As a host sees it, which waits for it. */
    Archive of(SimWorld.Lane host) {
        SimLink link = new SimLink(world, host, weather);
        return new Archive() {
            @Override
            public void put(String key, byte[] object) throws IOException {
                var _ = call(link, () -> Optional.ofNullable(objects.put(key, object)));
            }

            @Override
            public Optional<byte[]> get(String key) throws IOException {
                return call(link, () -> Optional.ofNullable(objects.get(key)));
            }
        };
    }

    private static <T> T call(SimLink link, Supplier<T> there) throws IOException {
        try {
            return link.call(there).join();
        } catch (CompletionException e) {
            throw new IOException("the archive does not answer", e);
        }
    }

    /** How a host trims. */
    RoomTrimming trimming(JournalStores journals, SimWorld.Lane host, SimClock clock) {
        SimTimers timers = new SimTimers(world, host, clock);
        Archive real = of(host);
        Archive kept = plant == Plant.TRIMMED_BEFORE_ARCHIVED ? tooEarly(real) : real;
        return new TrimmingInOrder(journals, kept, timers, timers, OFTEN);
    }

    /** Says that it has what it will have later; whether it ever does depends on who lives on. */
    private Archive tooEarly(Archive real) {
        return new Archive() {
            @Override
            public void put(String key, byte[] object) {
                world.after(world.msBetween(0, 20_000), () -> objects.put(key, object));
            }

            @Override
            public Optional<byte[]> get(String key) throws IOException {
                return real.get(key);
            }
        };
    }
}
