package dev.atrium.scaling;

import java.util.List;

/**
 * What a policy is told: the fleet at a time, and what it has been through since the last sample.
 * Nothing of it lies in the future but what was announced. Immutable.
 *
 * @param atSeconds since a midnight in UTC, 0 or more
 * @param players on hosts that run, not on those that drain
 * @param arrived players who asked for a place since the last sample
 * @param refused those of them for whom there was none
 * @param hosts of the fleet
 * @param placesPerHost players that a host takes at most, 1 or more
 * @param announced events that are known at this time and not over
 */
public record FleetSample(
        long atSeconds,
        int players,
        int arrived,
        int refused,
        Hosts hosts,
        int placesPerHost,
        List<AnnouncedEvent> announced) {
    public FleetSample {
        Ranges.require("atSeconds", atSeconds, 0, Long.MAX_VALUE);
        Ranges.require("players", players, 0, Integer.MAX_VALUE);
        Ranges.require("arrived", arrived, 0, Integer.MAX_VALUE);
        Ranges.require("refused", refused, 0, arrived);
        Ranges.require("placesPerHost", placesPerHost, 1, 1_000_000);
        announced = List.copyOf(announced);
        for (AnnouncedEvent event : announced) {
            if (event.announcedAtSeconds() > atSeconds) {
                throw new IllegalArgumentException(
                        "announced at %d, after %d"
                                .formatted(event.announcedAtSeconds(), atSeconds));
            }
        }
    }

    /**
     * Hosts by what they do. Immutable.
     *
     * @param running that take rooms
     * @param starting that will
     * @param draining that take none any more and leave when theirs are over or handed on
     */
    public record Hosts(int running, int starting, int draining) {
        public Hosts {
            Ranges.require("running", running, 0, Integer.MAX_VALUE);
            Ranges.require("starting", starting, 0, Integer.MAX_VALUE);
            Ranges.require("draining", draining, 0, Integer.MAX_VALUE);
        }

        /** Those that run or will. */
        public int staying() {
            return running + starting;
        }
    }

    /** The fewest hosts on which so many players take at most so much of the places. */
    int hostsFor(long wantedPlayers, int filledPercent) {
        long places = (long) placesPerHost * filledPercent;
        return (int)
                Math.min(Integer.MAX_VALUE, (wantedPlayers * Ranges.PERCENT + places - 1) / places);
    }
}
