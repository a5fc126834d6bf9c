package dev.atrium.scaling;

/**
 * Has hosts ready when players come: as many as the forecast fills within the time that a host
 * needs to start, with room for the forecast's usual error; at least what announced events want and
 * the floor of the hour. Starts several at once and without a cooldown, since hosts that start are
 * counted. A host leaves only if none is wanted again soon and fewer were enough for a while. For
 * one thread.
 */
public final class PredictivePolicy implements ScalingPolicy {
    private final ScalingNumbers numbers;
    private final LoadForecast forecast;
    private final RecentNeeds needs;

    /** Has seen nothing yet. */
    public PredictivePolicy(ScalingNumbers numbers) {
        this.numbers = numbers;
        this.forecast = new LoadForecast(numbers.forecast().leadSeconds());
        this.needs = new RecentNeeds(numbers.forecast().scaleInAfterSeconds());
    }

    @Override
    public int wantedHosts(FleetSample sample) {
        ForecastNumbers limits = numbers.forecast();
        forecast.observe(sample);
        int now = numbers.within(sample.hosts().staying());
        int soon = need(sample, limits.leadSeconds());
        int later = need(sample, limits.scaleInLookSeconds());
        needs.add(soon);
        if (soon > now) {
            return soon;
        }
        return Math.min(now, Math.max(later, needs.most()));
    }

    /** The hosts that are wanted at some time of those to come. */
    private int need(FleetSample sample, int aheadSeconds) {
        ForecastNumbers limits = numbers.forecast();
        long from = sample.atSeconds();
        long until = from + aheadSeconds;
        long players = forecast.mostWithin(aheadSeconds);
        long spare = forecast.usualShortfall() * limits.errorPercent() / Ranges.PERCENT;
        int need = sample.hostsFor(players + spare, limits.filledPercent());
        for (AnnouncedEvent event : sample.announced()) {
            if (event.overlaps(from, until)) {
                int of = sample.hostsFor(event.playersExpected(), limits.filledPercent());
                need = Math.max(need, of);
            }
        }
        need = Math.max(need, numbers.floor().at(from));
        return numbers.within(Math.max(need, numbers.floor().at(until)));
    }
}
