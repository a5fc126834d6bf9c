package dev.atrium.scaling;

import java.util.Arrays;

/**
 * How many players there will be in the next minutes, from what was seen until now.
 *
 * <p>Who arrives is the early sign: players at once follow arrivals by about the time that one
 * stays. So arrivals are foretold, and players reckoned from them minute by minute. Arrivals of a
 * coming minute are those of now times what the days before say of that time against this one; or,
 * if that is more, those of now and their growth, for a few minutes. It never counts on a fall that
 * no earlier day had. Who was refused counts as an arrival: a full fleet hides no crowd.
 *
 * <p>For one thread; bounded.
 */
final class LoadForecast {
    /** Looks ahead that far at most. */
    static final int AHEAD_SECONDS_MAX = 3_600;

    private static final int MINUTE_SECONDS = 60;
    private static final double STAY_MINUTES_FIRST = 5;
    private static final double STAY_MINUTES_MIN = 1;
    private static final double STAY_MINUTES_MAX = 60;
    private static final double STAY_NEWEST = 0.05;
    private static final int GROWTH_MINUTES = 3;
    private static final double RATIO_MIN = 0.5;
    private static final double RATIO_MAX = 4;

    /** An error of an hour ago counts an eighth as much as one of now. */
    private static final double ERROR_KEPT = 0.966;

    private final DayPattern pattern = new DayPattern();
    private final int leadMinutes;
    private final double[] foretold;
    private double stayMinutes = STAY_MINUTES_FIRST;
    private double arrivals;
    private double arrivalsBefore;
    private double players;
    private long atSeconds = -1;
    private int minutes;
    private double shortfall;

    /**
     * Has seen nothing yet.
     *
     * @param leadSeconds the forecast whose errors are kept is that far ahead
     */
    LoadForecast(int leadSeconds) {
        this.leadMinutes = Math.ceilDiv(leadSeconds, MINUTE_SECONDS);
        this.foretold = new double[leadMinutes];
        Arrays.fill(foretold, Double.MAX_VALUE);
    }

    /** Takes a sample; the first only begins the first minute. */
    void observe(FleetSample sample) {
        if (atSeconds >= 0 && sample.atSeconds() <= atSeconds) {
            throw new IllegalArgumentException(
                    "atSeconds=%d (allowed: more than %d)"
                            .formatted(sample.atSeconds(), atSeconds));
        }
        if (atSeconds >= 0) {
            double passed = (sample.atSeconds() - atSeconds) / (double) MINUTE_SECONDS;
            learn(sample, passed);
        }
        atSeconds = sample.atSeconds();
        players = sample.players();
        int slot = minutes % leadMinutes;
        // What was foretold of now, a lead ago.
        double missing = Math.max(0, players - foretold[slot]);
        shortfall = Math.max(missing * (1 - ERROR_KEPT) + shortfall * ERROR_KEPT, 0);
        // The first sample tells of no arrivals: nothing is foretold from it.
        foretold[slot] = minutes == 0 ? Double.MAX_VALUE : playersIn(leadMinutes);
        minutes++;
    }

    private void learn(FleetSample sample, double passed) {
        double now = sample.arrived() / passed;
        arrivalsBefore = minutes < 2 ? now : arrivals;
        arrivals = now;
        pattern.add(atSeconds, now);
        double left = players + sample.arrived() - sample.refused() - sample.players();
        double mean = (players + sample.players()) / 2;
        if (left > 0 && mean > 0) {
            double seen = mean * passed / left;
            double stay = stayMinutes + STAY_NEWEST * (seen - stayMinutes);
            stayMinutes = Math.clamp(stay, STAY_MINUTES_MIN, STAY_MINUTES_MAX);
        }
    }

    /** The most players at any minute of the time ahead, in whole players. */
    long mostWithin(int aheadSeconds) {
        Ranges.require("aheadSeconds", aheadSeconds, 0, AHEAD_SECONDS_MAX);
        double most = players;
        double then = players;
        for (int minute = 1; minute <= aheadSeconds / MINUTE_SECONDS; minute++) {
            then = next(then, minute);
            most = Math.max(most, then);
        }
        return ceil(most);
    }

    /** How much too low the forecast of the lead used to be, in players; rises with surprise. */
    long usualShortfall() {
        return ceil(shortfall);
    }

    private double playersIn(int minutesAhead) {
        double then = players;
        for (int minute = 1; minute <= minutesAhead; minute++) {
            then = next(then, minute);
        }
        return then;
    }

    private double next(double before, int minute) {
        return before + arrivalsIn(minute) - before / stayMinutes;
    }

    private double arrivalsIn(int minute) {
        double growth = Math.max(0, arrivals - arrivalsBefore) * Math.min(minute, GROWTH_MINUTES);
        double now = pattern.at(atSeconds - MINUTE_SECONDS / 2);
        double then = pattern.at(atSeconds + (long) MINUTE_SECONDS * minute);
        if (now <= 0 || then < 0) {
            return arrivals + growth;
        }
        double ratio = Math.clamp(then / now, RATIO_MIN, RATIO_MAX);
        return Math.max(arrivals * ratio, ratio < 1 ? 0 : arrivals + growth);
    }

    private static long ceil(double number) {
        return (long) Math.ceil(number);
    }
}
