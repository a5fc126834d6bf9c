package dev.atrium.host.bridge;

import dev.atrium.game.Destination;

import java.util.Map;
import java.util.Optional;

/** The bridges of a host, by where they lead. Immutable. */
public final class Bridges {
    /** Nothing outside is asked. */
    public static final Bridges NONE = new Bridges(Map.of());

    private final Map<Destination, Bridge> byDestination;

    /** Those. */
    public Bridges(Map<Destination, Bridge> byDestination) {
        this.byDestination = Map.copyOf(byDestination);
    }

    /** The one that leads there, if one does. */
    public Optional<Bridge> to(Destination destination) {
        return Optional.ofNullable(byDestination.get(destination));
    }
}
