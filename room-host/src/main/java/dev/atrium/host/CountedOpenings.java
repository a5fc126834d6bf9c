package dev.atrium.host;

import dev.atrium.host.front.Openings;
import dev.atrium.host.lease.LeaseState;
import dev.atrium.host.load.LoadWatch;
import dev.atrium.host.metrics.HostMetrics;

import io.micrometer.core.instrument.Counter;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Whether this host may open rooms, by its lease and its load. What is noted is counted, from none
 * on: an alarm cannot see the first of what was not there before. Any thread.
 */
final class CountedOpenings implements Openings {
    private final LeaseState lease;
    private final LoadWatch load;
    private final HostMetrics metrics;
    private final Counter quarantined;
    private final Counter fromTheDead;
    private final Counter given;
    private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);

    CountedOpenings(LeaseState lease, LoadWatch load, HostMetrics metrics) {
        this.lease = lease;
        this.load = load;
        this.metrics = metrics;
        this.quarantined =
                count("atrium.rooms.quarantined", "Rooms made void for loops that stood still");
        this.fromTheDead = takenOver("dead");
        this.given = takenOver("leaving");
        for (Refusal why : Refusal.values()) {
            refused.put(
                    why,
                    count(
                            "atrium.rooms.refused",
                            "Rooms that were placed here and not opened",
                            "reason",
                            why.name().toLowerCase(Locale.ROOT)));
        }
    }

    private Counter count(String name, String help, String... tags) {
        return Counter.builder(name).description(help).tags(tags).register(metrics.registry());
    }

    private Counter takenOver(String owner) {
        return count("atrium.rooms.taken.over", "Rooms of other hosts", "owner", owner);
    }

    @Override
    public boolean mayAct() {
        return lease.mayOpen();
    }

    @Override
    public boolean holdsLease() {
        return lease.isValid();
    }

    @Override
    public boolean takesNewRooms() {
        return !load.refusesRooms();
    }

    @Override
    public void opened(long nanos) {
        metrics.operations().roomOpened(nanos);
    }

    @Override
    public void quarantined() {
        quarantined.increment();
    }

    @Override
    public void tookOver(boolean dead) {
        (dead ? fromTheDead : given).increment();
    }

    @Override
    public void refused(Refusal why) {
        Counter counter = refused.get(why);
        if (counter != null) {
            counter.increment();
        }
    }
}
