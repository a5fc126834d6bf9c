package dev.atrium.scaling.sim;

/**
 * What became of a trace under a policy.
 *
 * @param players what became of them
 * @param hostSeconds of all hosts, from the decision to start one until it is gone
 * @param microDollars what they cost, in millionths of a dollar, rounded down
 * @param hostsMost hosts that ran or started at once, at most
 * @param scaleUps decisions for more hosts
 * @param scaleDowns decisions for fewer
 * @param tightSecondsLongest the longest time without a break in which running hosts were fuller
 *     than {@value ScalingSimulation#TIGHT_PERCENT} %
 */
public record ScalingResult(
        Players players,
        long hostSeconds,
        long microDollars,
        int hostsMost,
        int scaleUps,
        int scaleDowns,
        int tightSecondsLongest) {
    /**
     * Players. {@code arrived} is {@code placed + refused}; {@code placed} is {@code ended + cutOff
     * + staying}.
     *
     * @param arrived who asked for a place
     * @param placed who got one
     * @param refused who did not
     * @param ended who stayed as long as they would
     * @param cutOff whose host was lost while the others had no place for their rooms
     * @param staying who are there when the trace ends
     */
    public record Players(
            long arrived, long placed, long refused, long ended, long cutOff, long staying) {
        /** Everybody for whom there was no place, at the door or when a host was lost. */
        public long turnedAway() {
            return refused + cutOff;
        }
    }
}
