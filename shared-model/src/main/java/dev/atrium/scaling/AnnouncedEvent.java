package dev.atrium.scaling;

/**
 * A crowd that was told of before it comes: a tournament, a siege with many registrations. All
 * times are seconds since a midnight in UTC. Immutable.
 *
 * @param announcedAtSeconds when it became known; nobody may use it before, 0 or more
 * @param fromSeconds when it begins, not before it was announced
 * @param untilSeconds when it ends, after it began
 * @param playersExpected at once, all of the fleet's, 0-{@value #PLAYERS_MAX}; an estimate
 */
public record AnnouncedEvent(
        long announcedAtSeconds, long fromSeconds, long untilSeconds, int playersExpected) {
    /** Players of an event at most. */
    public static final int PLAYERS_MAX = 10_000_000;

    public AnnouncedEvent {
        Ranges.require("announcedAtSeconds", announcedAtSeconds, 0, Long.MAX_VALUE);
        Ranges.require("fromSeconds", fromSeconds, announcedAtSeconds, Long.MAX_VALUE);
        Ranges.require("untilSeconds", untilSeconds, fromSeconds + 1, Long.MAX_VALUE);
        Ranges.require("playersExpected", playersExpected, 0, PLAYERS_MAX);
    }

    /** Whether any of it lies between two times, the first included. */
    public boolean overlaps(long from, long until) {
        return fromSeconds < until && untilSeconds > from;
    }
}
