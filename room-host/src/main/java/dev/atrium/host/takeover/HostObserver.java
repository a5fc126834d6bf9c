package dev.atrium.host.takeover;

import dev.atrium.schema.HostRow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells the living from the dead: a host whose row stays the same for the time of a lease, on the
 * observer's own monotonic clock, is dead. No two clocks are compared. One thread's.
 */
final class HostObserver {
    private final long leaseNanos;
    private Map<String, Sighting> sightings = Map.of();

    HostObserver(long leaseNanos) {
        this.leaseNanos = leaseNanos;
    }

    private record Sighting(long version, long sinceNanos) {}

    /**
     * Who is what.
     *
     * @param alive renewed lately, or not observed long enough
     * @param dead and since when, on the observer's clock
     * @param nextDeathNanos when the first of the living is dead, if none of them renews
     */
    record Census(List<HostRow> alive, Map<HostRow, Long> dead, long nextDeathNanos) {}

    /**
     * Looks at all rows. A row may have been renewed at any moment while they were read.
     *
     * @param rows as they were read
     * @param nowNanos before they were
     * @param readNanos after they were
     */
    Census look(List<HostRow> rows, long nowNanos, long readNanos) {
        Map<String, Sighting> next = new HashMap<>();
        List<HostRow> alive = new ArrayList<>();
        Map<HostRow, Long> dead = new LinkedHashMap<>();
        long nextDeathNanos = nowNanos + leaseNanos;
        for (HostRow row : rows) {
            Sighting before = sightings.get(row.hostId());
            Sighting now =
                    before != null && before.version() == row.leaseVersion()
                            ? before
                            : new Sighting(row.leaseVersion(), readNanos);
            next.put(row.hostId(), now);
            long sameNanos = nowNanos - now.sinceNanos();
            if (sameNanos < leaseNanos) {
                alive.add(row);
                long deathNanos = now.sinceNanos() + leaseNanos;
                nextDeathNanos = deathNanos - nextDeathNanos < 0 ? deathNanos : nextDeathNanos;
            } else {
                dead.put(row, now.sinceNanos() + leaseNanos);
            }
        }
        sightings = next;
        return new Census(List.copyOf(alive), Collections.unmodifiableMap(dead), nextDeathNanos);
    }
}
