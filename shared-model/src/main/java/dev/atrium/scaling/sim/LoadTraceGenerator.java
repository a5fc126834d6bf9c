package dev.atrium.scaling.sim;

import dev.atrium.scaling.AnnouncedEvent;
import dev.atrium.scaling.sim.LoadTrace.Stretch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Makes up traces: a curve of the day with chance on it, and crowds on top. {@link Random}, whose
 * numbers are specified, and the four operations alone, so that a seed makes the same trace on
 * every JVM. Sized for fleets of 2 to 10 hosts of {@link HostModel#PRODUCTION}. For one trace.
 */
final class LoadTraceGenerator {
    /** How many of 100 at the busiest hour come in each hour; begins at midnight. */
    private static final int[] HOURS = {
        31, 21, 15, 10, 8, 8, 13, 21, 27, 31, 35, 40, 44, 44, 44, 48, 56, 67, 79, 92, 100, 96, 69,
        44
    };

    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;

    /** Minutes of a stretch while nothing special happens. */
    private static final int CALM_MINUTES = 5;

    /** How long a match, its queue and its end keep a player, in seconds. */
    private static final int STAY_SECONDS = 420;

    private final Random random;

    LoadTraceGenerator(long seed) {
        this.random = new Random(seed);
    }

    LoadTrace dayCurve() {
        int days = 5;
        double[] arrivals = curve(days, 800);
        boolean[] fine = new boolean[arrivals.length];
        for (int day = 0; day < days; day++) {
            for (int hour : new int[] {17, 20}) {
                // Some come early, some late: as on every evening, only not to the minute.
                int from = day * DAY + hour * HOUR - 3 + random.nextInt(6);
                Crowd siege = new Crowd(from, 4, 16, 12, 800 * about(15));
                siege.join(arrivals, fine);
            }
        }
        return trace(arrivals, fine, -1, 0, List.of());
    }

    LoadTrace flashCrowd() {
        double[] arrivals = curve(3, 600);
        boolean[] fine = new boolean[arrivals.length];
        int tournament = DAY + 20 * HOUR;
        double players = 900 * about(10);
        new Crowd(tournament, 3, 60, 20, players).join(arrivals, fine);
        // Whoever announces it reckons with who registered and with an ordinary evening.
        double expected = (players + 600) * STAY_SECONDS / HOUR * about(15);
        AnnouncedEvent announced =
                new AnnouncedEvent(
                        (tournament - DAY / 2) * 60L,
                        tournament * 60L,
                        (tournament + 65) * 60L,
                        (int) expected);
        int streamer = 2 * DAY + 13 * HOUR + random.nextInt(2 * HOUR);
        new Crowd(streamer, 5 + random.nextInt(4), 20, 90, 1_000 * about(15)).join(arrivals, fine);
        return trace(arrivals, fine, -1, 0, List.of(announced));
    }

    LoadTrace regionalOutage() {
        double[] arrivals = curve(3, 700);
        boolean[] fine = new boolean[arrivals.length];
        int outage = 2 * DAY + 15 * HOUR + random.nextInt(2 * HOUR);
        new Crowd(outage, 2, 150, 30, 750 * about(15)).join(arrivals, fine);
        return trace(arrivals, fine, outage, 33, List.of());
    }

    /** Arrivals of each minute, alike within a few minutes. */
    private double[] curve(int days, int busiest) {
        double[] arrivals = new double[days * DAY];
        double level = 1;
        double chance = 1;
        for (int minute = 0; minute < arrivals.length; minute++) {
            if (minute % DAY == 0) {
                level = about(8);
            }
            if (minute % CALM_MINUTES == 0) {
                chance = about(4);
            }
            int hour = minute % DAY / HOUR;
            double part = minute % HOUR / (double) HOUR;
            double share = HOURS[hour] + (HOURS[(hour + 1) % HOURS.length] - HOURS[hour]) * part;
            arrivals[minute] = busiest * share / 100 * level * chance;
        }
        return arrivals;
    }

    /** About 1, up to so many percent less or more. */
    private double about(int percent) {
        return 1 + (random.nextInt(2 * percent * 100 + 1) - percent * 100) / 10_000.0;
    }

    private static LoadTrace trace(
            double[] arrivals, boolean[] fine, int lossAt, int loss, List<AnnouncedEvent> events) {
        List<Stretch> stretches = new ArrayList<>();
        for (int from = 0; from < arrivals.length; ) {
            int minutes = fine[from] ? 1 : CALM_MINUTES - from % CALM_MINUTES;
            for (int i = 1; i < minutes; i++) {
                if (fine[from + i]) {
                    minutes = i;
                }
            }
            double mean = Arrays.stream(arrivals, from, from + minutes).sum() / minutes;
            int lost = from == lossAt ? loss : 0;
            stretches.add(new Stretch(minutes, (int) mean, STAY_SECONDS, lost));
            from += minutes;
        }
        return new LoadTrace(stretches, events);
    }

    /**
     * People who come on top of the curve: more every minute, then as many, then fewer.
     *
     * @param from the minute when the first come
     * @param rise minutes until all come
     * @param stay minutes for which they come
     * @param fall minutes until none come
     * @param arrivals a minute, at most
     */
    private record Crowd(int from, int rise, int stay, int fall, double arrivals) {
        void join(double[] sums, boolean[] fine) {
            for (int minute = 0; minute < rise + stay + fall; minute++) {
                double share = 1;
                if (minute < rise) {
                    share = (minute + 1) / (double) rise;
                } else if (minute >= rise + stay) {
                    share = 1 - (minute - rise - stay + 1) / (double) (fall + 1);
                }
                sums[from + minute] += arrivals * share;
                fine[from + minute] = true;
            }
        }
    }
}
