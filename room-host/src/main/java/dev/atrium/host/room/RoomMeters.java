package dev.atrium.host.room;

/** Where rooms tell what they measure. */
@FunctionalInterface
public interface RoomMeters {
    /** Measures nothing. */
    RoomMeters NONE = (loop, game) -> RoomMeter.NONE;

    /**
     * The meter of all rooms of a game on a loop. Any thread.
     *
     * @param loop its name
     * @param game its id
     */
    RoomMeter of(String loop, String game);
}
