package dev.atrium.scaling;

/**
 * The numbers of {@link ReactivePolicy}, by the names of the source's policy. Immutable.
 *
 * @param scaleUpPercent of the places on running hosts: above it one more host is wanted, 2-100
 * @param scaleDownPercent of the same: below it one host fewer, 1 to less than {@code
 *     scaleUpPercent}
 * @param cooldownSeconds from one change to the next, of either kind, 0-3600
 */
public record ThresholdNumbers(int scaleUpPercent, int scaleDownPercent, int cooldownSeconds) {
    /** A cooldown at most, in seconds. */
    public static final int COOLDOWN_SECONDS_MAX = 3_600;

    public ThresholdNumbers {
        Ranges.require("scaleUpPercent", scaleUpPercent, 2, Ranges.PERCENT);
        Ranges.require("scaleDownPercent", scaleDownPercent, 1, scaleUpPercent - 1L);
        Ranges.require("cooldownSeconds", cooldownSeconds, 0, COOLDOWN_SECONDS_MAX);
    }
}
