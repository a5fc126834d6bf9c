package dev.atrium.scaling.sim;

import dev.atrium.scaling.PredictivePolicy;
import dev.atrium.scaling.ReactivePolicy;
import dev.atrium.scaling.ScalingNumbers;
import dev.atrium.scaling.ScalingPolicy;
import dev.atrium.scaling.TargetTrackingPolicy;

import java.util.Locale;

/** The policies that stand side by side. */
public enum ComparedPolicy {
    /** {@link ReactivePolicy}. */
    REACTIVE,
    /** {@link TargetTrackingPolicy}. */
    TRACKING,
    /** {@link PredictivePolicy}. */
    PREDICTIVE;

    /** The name in tables. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A policy that has seen nothing yet. */
    public ScalingPolicy of(ScalingNumbers numbers) {
        return switch (this) {
            case REACTIVE -> new ReactivePolicy(numbers);
            case TRACKING -> new TargetTrackingPolicy(numbers);
            case PREDICTIVE -> new PredictivePolicy(numbers);
        };
    }

    /** Replays a trace with the hosts of production. */
    public ScalingResult play(LoadTrace trace, ScalingNumbers numbers) {
        return ScalingSimulation.play(trace, HostModel.PRODUCTION, numbers, of(numbers));
    }
}
