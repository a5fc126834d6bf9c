package dev.atrium.scaling.sim;

/**
 * What a host is to the simulator. Immutable.
 *
 * @param placesPerHost players at most, 1-20000
 * @param startSeconds from the decision until it takes rooms, 0-3600; is paid for
 * @param drainSeconds a host that is to leave keeps its rooms so long; then it hands on what the
 *     others have places for, and is gone when it is empty; 0-3600
 * @param microDollarsPerHour the price, in millionths of a dollar, 0 to 1,000,000,000
 */
public record HostModel(
        int placesPerHost, int startSeconds, int drainSeconds, long microDollarsPerHour) {
    /**
     * A host of production: 80 arenas of 20 players, which is what {@code localstack/docs/load.md}
     * ran on two cores; 90 s to fetch the image, start and pass the health check; 90 s until rooms
     * are handed on. The price is that of Fargate on demand for Linux on ARM in us-east-1, as read
     * on 2026-11-23: 2 vCPU at 0.03238 and 4 GB at 0.00356 dollars an hour. Look again before
     * quoting it.
     */
    public static final HostModel PRODUCTION = new HostModel(1_600, 90, 90, 2 * 32_380 + 4 * 3_560);

    private static final int SECONDS_MAX = 3_600;

    public HostModel {
        require("placesPerHost", placesPerHost, 1, 20_000);
        require("startSeconds", startSeconds, 0, SECONDS_MAX);
        require("drainSeconds", drainSeconds, 0, SECONDS_MAX);
        require("microDollarsPerHour", microDollarsPerHour, 0, 1_000_000_000);
    }

    static void require(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s=%d (allowed: %d to %d)".formatted(name, value, least, most));
        }
    }
}
