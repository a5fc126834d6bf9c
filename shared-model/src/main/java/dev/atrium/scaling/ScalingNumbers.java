package dev.atrium.scaling;

/**
 * The numbers of scaling room hosts. The deployment takes them from {@link #PRODUCTION}, so that
 * what was simulated is what runs. Immutable.
 *
 * @param hostsMin hosts at least, 1-{@code hostsMax}; 2, so that the loss of one is no outage
 * @param hostsMax hosts at most, up to {@value #HOSTS_LIMIT}; bounds the cost
 * @param thresholds of the reactive policy
 * @param tracking of target tracking
 * @param forecast of the predictive policy
 * @param floor hosts that are kept at certain hours; not more than {@code hostsMax}
 */
public record ScalingNumbers(
        int hostsMin,
        int hostsMax,
        ThresholdNumbers thresholds,
        TrackingNumbers tracking,
        ForecastNumbers forecast,
        DailyFloor floor) {
    /** Hosts of any fleet at most. */
    public static final int HOSTS_LIMIT = 1_000;

    /**
     * Those of production. 2 to 10 hosts are the project's decision. The source's policy has no
     * numbers: 70 and 40 % are so far apart that at three hosts and more one more or fewer does not
     * cross the other threshold, and 300 s is the cooldown that ECS takes where nobody says
     * another. Target tracking has the same 70 %, and its 900 s are the fifteen minutes of the
     * alarms that AWS makes for it. The forecast looks 300 s ahead: 60 s until the next decision,
     * 90 s to start, and as much again; its other numbers were chosen on made-up traces of other
     * seeds than those of the tests. The floor keeps three hosts on evenings for a policy that
     * remembers no day yet.
     */
    public static final ScalingNumbers PRODUCTION =
            new ScalingNumbers(
                    2,
                    10,
                    new ThresholdNumbers(70, 40, 300),
                    new TrackingNumbers(70, 60, 300, 900),
                    new ForecastNumbers(300, 75, 200, 900, 300),
                    new DailyFloor(17 * 60, 22 * 60, 3));

    public ScalingNumbers {
        Ranges.require("hostsMax", hostsMax, 1, HOSTS_LIMIT);
        Ranges.require("hostsMin", hostsMin, 1, hostsMax);
        Ranges.require("floor.hosts", floor.hosts(), 0, hostsMax);
    }

    /** These with other thresholds. */
    public ScalingNumbers with(ThresholdNumbers others) {
        return new ScalingNumbers(hostsMin, hostsMax, others, tracking, forecast, floor);
    }

    /** The nearest allowed count of hosts. */
    int within(int hosts) {
        return Math.clamp(hosts, hostsMin, hostsMax);
    }
}
