package dev.atrium.host.load;

/**
 * The step that the tick loops ask for, looked at every second: one up after three seconds in a row
 * in which the busiest loop was as busy as the next step takes, or in which a room's clock slipped;
 * one down after ten in which it was less busy than the present step lets go of. It lets go well
 * below where it takes hold, since a step taken makes the loops less busy: half the views may be
 * nearly half of all work. Not thread-safe.
 */
final class LoopRule {
    static final int SECONDS_UP = 3;
    static final int SECONDS_DOWN = 10;

    private LoadStep step = LoadStep.NONE;
    private int high;
    private int low;

    /**
     * One second.
     *
     * @param busyShare of it that the busiest loop was inside rooms, 0 to 1
     * @param slipped whether a room's clock slipped in it: then no share is too small
     */
    LoadStep second(double busyShare, boolean slipped) {
        boolean up = slipped || busyShare >= takesHoldAt(step.next());
        boolean down = !slipped && busyShare < letsGoBelow(step);
        high = up ? high + 1 : 0;
        low = down ? low + 1 : 0;
        if (high == SECONDS_UP) {
            high = 0;
            step = step.next();
        } else if (low == SECONDS_DOWN) {
            low = 0;
            step = step.previous();
        }
        return step;
    }

    private static double takesHoldAt(LoadStep step) {
        return switch (step) {
            case NONE -> 0;
            case REFUSE_ROOMS -> 0.80;
            case HALVE_VIEWS -> 0.90;
            case CLOSE_WATCHERS -> 0.95;
            case HAND_OVER -> 0.98;
        };
    }

    private static double letsGoBelow(LoadStep step) {
        return switch (step) {
            case NONE -> 0;
            case REFUSE_ROOMS -> 0.65;
            case HALVE_VIEWS -> 0.50;
            case CLOSE_WATCHERS -> 0.75;
            case HAND_OVER -> 0.80;
        };
    }
}
