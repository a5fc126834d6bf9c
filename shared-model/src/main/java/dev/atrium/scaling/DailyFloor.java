package dev.atrium.scaling;

/**
 * Hosts that are kept at certain hours of every day, whatever the load: a pair of scheduled actions
 * that set the minimum. Immutable.
 *
 * @param fromMinute of the day in UTC when it begins, 0-1439
 * @param untilMinute of the day in UTC when it ends, more than {@code fromMinute}, up to 1440
 * @param hosts at least, 0 or more; 0 is no floor
 */
public record DailyFloor(int fromMinute, int untilMinute, int hosts) {
    private static final int DAY_MINUTES = 1_440;

    public DailyFloor {
        Ranges.require("fromMinute", fromMinute, 0, DAY_MINUTES - 1L);
        Ranges.require("untilMinute", untilMinute, fromMinute + 1L, DAY_MINUTES);
        Ranges.require("hosts", hosts, 0, ScalingNumbers.HOSTS_LIMIT);
    }

    /** The hosts at least at a time in seconds since a midnight in UTC; 0 outside of its hours. */
    public int at(long atSeconds) {
        long minute = Math.floorMod(atSeconds, Ranges.DAY_SECONDS) / 60L;
        return minute >= fromMinute && minute < untilMinute ? hosts : 0;
    }
}
