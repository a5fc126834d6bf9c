package dev.atrium.scaling;

/**
 * The numbers of target tracking. Immutable.
 *
 * @param targetPercent of the places on running hosts that are to be taken, 10-95
 * @param scaleOutCooldownSeconds from one scale-out to the next, 0-3600
 * @param scaleInCooldownSeconds from any change to the next scale-in, 0-3600
 * @param scaleInAfterSeconds a scale-in waits until fewer hosts were enough for so long, 60-3600
 */
public record TrackingNumbers(
        int targetPercent,
        int scaleOutCooldownSeconds,
        int scaleInCooldownSeconds,
        int scaleInAfterSeconds) {
    public TrackingNumbers {
        Ranges.require("targetPercent", targetPercent, 10, 95);
        Ranges.require(
                "scaleOutCooldownSeconds",
                scaleOutCooldownSeconds,
                0,
                ThresholdNumbers.COOLDOWN_SECONDS_MAX);
        Ranges.require(
                "scaleInCooldownSeconds",
                scaleInCooldownSeconds,
                0,
                ThresholdNumbers.COOLDOWN_SECONDS_MAX);
        Ranges.require(
                "scaleInAfterSeconds",
                scaleInAfterSeconds,
                RecentNeeds.STEP_SECONDS,
                RecentNeeds.WINDOW_SECONDS_MAX);
    }
}
