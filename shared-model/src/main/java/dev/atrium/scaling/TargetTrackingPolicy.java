package dev.atrium.scaling;

/**
 * Target tracking as ECS does it, without looking ahead: as many hosts as take the used places back
 * to the target, several at once; fewer only when fewer were enough for a while. Stands beside the
 * others to show what steps of several hosts do by themselves. For one thread.
 */
public final class TargetTrackingPolicy implements ScalingPolicy {
    private final ScalingNumbers numbers;
    private final RecentNeeds needs;
    private long noScaleOutUntilSeconds;
    private long noScaleInUntilSeconds;

    /** Has changed nothing yet. */
    public TargetTrackingPolicy(ScalingNumbers numbers) {
        this.numbers = numbers;
        this.needs = new RecentNeeds(numbers.tracking().scaleInAfterSeconds());
    }

    @Override
    public int wantedHosts(FleetSample sample) {
        TrackingNumbers tracking = numbers.tracking();
        long at = sample.atSeconds();
        int now = numbers.within(sample.hosts().staying());
        int need = numbers.within(sample.hostsFor(sample.players(), tracking.targetPercent()));
        needs.add(need);
        int wanted = now;
        if (need > now && at >= noScaleOutUntilSeconds) {
            wanted = need;
            noScaleOutUntilSeconds = at + tracking.scaleOutCooldownSeconds();
        } else if (needs.most() < now && at >= noScaleInUntilSeconds) {
            wanted = needs.most();
        }
        if (wanted != now) {
            noScaleInUntilSeconds = at + tracking.scaleInCooldownSeconds();
        }
        return wanted;
    }
}
