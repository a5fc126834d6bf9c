package dev.atrium.scaling.sim;

import dev.atrium.scaling.AnnouncedEvent;

import java.util.List;

/**
 * What comes over some days: stretches one after the other, beginning at a midnight in UTC, and
 * events that were announced. Immutable.
 *
 * @param stretches 1 to {@value #STRETCHES_MAX}, together at most {@value #MINUTES_MAX} minutes
 * @param events at most {@value #EVENTS_MAX}
 */
public record LoadTrace(List<Stretch> stretches, List<AnnouncedEvent> events) {
    /** Stretches of a trace at most. */
    public static final int STRETCHES_MAX = 50_000;

    /** Minutes of a trace at most: 31 days. */
    public static final int MINUTES_MAX = 31 * 1_440;

    /** Events of a trace at most. */
    public static final int EVENTS_MAX = 100;

    public LoadTrace {
        stretches = List.copyOf(stretches);
        events = List.copyOf(events);
        HostModel.require("stretches", stretches.size(), 1, STRETCHES_MAX);
        HostModel.require("events", events.size(), 0, EVENTS_MAX);
        long minutes = stretches.stream().mapToLong(Stretch::minutes).sum();
        HostModel.require("minutes of all stretches", minutes, 1, MINUTES_MAX);
    }

    /** How long it is, in minutes. */
    public int minutes() {
        return stretches.stream().mapToInt(Stretch::minutes).sum();
    }

    /**
     * Some minutes that are alike. Immutable.
     *
     * @param minutes how many, 1-1440
     * @param arrivalsPerMinute players who ask for a place, evenly, 0-100000
     * @param staySeconds how long one stays in the mean, 60-3600; from half of it to one and a half
     * @param lostHostsPercent of the running hosts, rounded up, that are gone when it begins, 0-100
     */
    public record Stretch(
            int minutes, int arrivalsPerMinute, int staySeconds, int lostHostsPercent) {
        /** How long one stays in the mean at most, in seconds. */
        public static final int STAY_SECONDS_MAX = 3_600;

        public Stretch {
            HostModel.require("minutes", minutes, 1, 1_440);
            HostModel.require("arrivalsPerMinute", arrivalsPerMinute, 0, 100_000);
            HostModel.require("staySeconds", staySeconds, 60, STAY_SECONDS_MAX);
            HostModel.require("lostHostsPercent", lostHostsPercent, 0, 100);
        }
    }
}
