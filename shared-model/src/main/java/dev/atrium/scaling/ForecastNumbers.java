package dev.atrium.scaling;

/**
 * The numbers of {@link PredictivePolicy}. Immutable.
 *
 * @param leadSeconds how far ahead a host is wanted: until it is ready, and what a decision takes,
 *     60-1800
 * @param filledPercent of the places that the forecast may fill, 10-100; the rest is left to what a
 *     minute brings
 * @param errorPercent of the forecast's usual shortfall that is added to it, 0-1000
 * @param scaleInLookSeconds no host leaves that is wanted again so soon, {@code leadSeconds}-3600
 * @param scaleInAfterSeconds a scale-in waits until fewer hosts were enough for so long, 60-3600
 */
public record ForecastNumbers(
        int leadSeconds,
        int filledPercent,
        int errorPercent,
        int scaleInLookSeconds,
        int scaleInAfterSeconds) {
    public ForecastNumbers {
        Ranges.require("leadSeconds", leadSeconds, 60, 1_800);
        Ranges.require("filledPercent", filledPercent, 10, Ranges.PERCENT);
        Ranges.require("errorPercent", errorPercent, 0, 1_000);
        Ranges.require("scaleInLookSeconds", scaleInLookSeconds, leadSeconds, 3_600);
        Ranges.require(
                "scaleInAfterSeconds",
                scaleInAfterSeconds,
                RecentNeeds.STEP_SECONDS,
                RecentNeeds.WINDOW_SECONDS_MAX);
    }
}
