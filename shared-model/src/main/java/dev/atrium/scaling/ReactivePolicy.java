package dev.atrium.scaling;

/**
 * The policy of the source: minimum, maximum, two thresholds and a cooldown. Above the upper
 * threshold one more host is wanted, below the lower one fewer; then nothing changes until the
 * cooldown is over. The source names no size of a step, so it is one host, which is what a policy
 * without a target can say. For one thread.
 */
public final class ReactivePolicy implements ScalingPolicy {
    private final ScalingNumbers numbers;
    private long quietUntilSeconds;

    /** Has changed nothing yet. */
    public ReactivePolicy(ScalingNumbers numbers) {
        this.numbers = numbers;
    }

    @Override
    public int wantedHosts(FleetSample sample) {
        int now = numbers.within(sample.hosts().staying());
        if (sample.atSeconds() < quietUntilSeconds) {
            return now;
        }
        int wanted = numbers.within(now + step(sample));
        if (wanted != now) {
            quietUntilSeconds = sample.atSeconds() + numbers.thresholds().cooldownSeconds();
        }
        return wanted;
    }

    private int step(FleetSample sample) {
        long places = (long) sample.placesPerHost() * sample.hosts().running();
        long used = (long) sample.players() * Ranges.PERCENT;
        ThresholdNumbers thresholds = numbers.thresholds();
        if (used > places * thresholds.scaleUpPercent()) {
            return 1;
        }
        // Where thresholds are close, one host fewer might be too few at once.
        long left = (long) sample.placesPerHost() * (sample.hosts().running() - 1);
        boolean fits = used <= left * thresholds.scaleUpPercent();
        return fits && used < places * thresholds.scaleDownPercent() ? -1 : 0;
    }
}
