package dev.atrium.game;

/** Who looks at a room. */
public sealed interface Viewer {
    /** The one without a seat: sees what every seat may see, and no more. */
    Viewer WATCHER = new Watcher();

    /** The one at that seat. */
    static Viewer seat(int seat) {
        return new Seated(seat);
    }

    /** A player or bot at a seat. */
    record Seated(int seat) implements Viewer {}

    /** Somebody without a seat. */
    record Watcher() implements Viewer {}
}
