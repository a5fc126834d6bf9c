package dev.atrium.scaling;

/**
 * Says how many hosts there should be. Is asked once a minute, by rising time, and remembers; for
 * one thread.
 */
public interface ScalingPolicy {
    /**
     * How many hosts should run or start. Who has fewer starts some, who has more drains some.
     *
     * @return from the minimum to the maximum of its numbers
     */
    int wantedHosts(FleetSample sample);
}
