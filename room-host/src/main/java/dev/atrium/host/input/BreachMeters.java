package dev.atrium.host.input;

/** Where breaches are counted. */
@FunctionalInterface
public interface BreachMeters {
    /** Counts nothing. */
    BreachMeters NONE = (game, action) -> BreachMeter.NONE;

    /**
     * The meter of an action, the same at every call. Any thread.
     *
     * @param game its id, {@code none} for what is said to every room
     * @param action one that is known; clients name none here
     */
    BreachMeter of(String game, String action);
}
