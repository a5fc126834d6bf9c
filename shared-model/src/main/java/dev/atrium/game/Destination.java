package dev.atrium.game;

/**
 * Where an effect goes.
 *
 * @param address {@code room:<id>}, {@code history} or {@code bridge:<name>}
 */
public record Destination(String address) implements Comparable<Destination> {
    /** The record of what happened, kept for good. */
    public static final Destination HISTORY = new Destination("history");

    public Destination {
        if (!address.matches("room:.{1,128}|history|bridge:[a-z-]{1,32}")) {
            throw new IllegalArgumentException("no destination: " + address);
        }
    }

    /** Another room. */
    public static Destination room(String roomId) {
        return new Destination("room:" + roomId);
    }

    /** A bridge to the outside, such as a chain. */
    public static Destination bridge(String name) {
        return new Destination("bridge:" + name);
    }

    @Override
    public int compareTo(Destination other) {
        return address.compareTo(other.address);
    }
}
