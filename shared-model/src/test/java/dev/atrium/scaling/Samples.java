package dev.atrium.scaling;

import java.util.List;

/** Samples of a fleet with a hundred places per host. */
final class Samples {
    static final int PLACES = 100;

    private Samples() {}

    static FleetSample at(long seconds, int players, int arrived, int running) {
        return at(seconds, players, arrived, running, 0, List.of());
    }

    static FleetSample at(
            long seconds,
            int players,
            int arrived,
            int running,
            int starting,
            List<AnnouncedEvent> announced) {
        return new FleetSample(
                seconds,
                players,
                arrived,
                0,
                new FleetSample.Hosts(running, starting, 0),
                PLACES,
                announced);
    }
}
