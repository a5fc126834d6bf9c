package dev.atrium.host;

import dev.atrium.host.config.HostConfig;
import dev.atrium.host.front.Front;
import dev.atrium.host.front.RoomDirectory;
import dev.atrium.host.gateway.GatewayConnections;
import dev.atrium.host.lease.LeaseState;
import dev.atrium.host.load.LoadStep;
import dev.atrium.host.load.LoadWatch;
import dev.atrium.host.metrics.HostMetrics;
import dev.atrium.host.room.RoomLifecycle;

import jakarta.inject.Singleton;

import java.util.List;
import java.util.Locale;

/** Figures that are read where they are kept, when monitoring asks. */
@Singleton
final class HostGauges {
    private final HostMetrics metrics;
    private final RoomDirectory rooms;
    private final People people;
    private final LoadWatch load;
    private final State state;
    private final int capacityRooms;

    /** Who is connected. */
    @Singleton
    record People(Front front, GatewayConnections gateway) {}

    /** Whether the host may act. */
    @Singleton
    record State(LeaseState lease, HealthController.Stores stores) {}

    HostGauges(
            HostMetrics metrics,
            RoomDirectory rooms,
            People people,
            LoadWatch load,
            State state,
            HostConfig config) {
        this.metrics = metrics;
        this.rooms = rooms;
        this.people = people;
        this.load = load;
        this.state = state;
        this.capacityRooms = config.capacityRooms();
    }

    /** Shows them from now on. Once. */
    void bind() {
        bindRooms();
        bindConnections();
        bindShedding();
        bindState();
    }

    private void bindRooms() {
        for (RoomLifecycle phase : RoomLifecycle.values()) {
            String name = phase.name().toLowerCase(Locale.ROOT);
            metrics.gauge("atrium.rooms", "Rooms here", () -> rooms.countIn(phase), "phase", name);
            metrics.gauge(
                    "atrium.players",
                    "Players connected to rooms",
                    () -> rooms.playersIn(phase),
                    "phase",
                    name);
        }
        metrics.gauge("atrium.rooms.capacity", "Rooms at most", () -> capacityRooms);
        metrics.gauge(
                "atrium.rooms.load.ratio",
                "Rooms over capacity",
                () -> (double) rooms.size() / capacityRooms);
    }

    private void bindConnections() {
        Front front = people.front();
        GatewayConnections gateway = people.gateway();
        String open = "Connections that are open";
        metrics.gauge("atrium.connections", open, gateway::size, "kind", "gateway");
        metrics.gauge(
                "atrium.connections",
                open,
                () -> Math.max(0, front.connections() - gateway.size()),
                "kind",
                "direct");
    }

    private void bindShedding() {
        metrics.gauge(
                "atrium.loop.busy.ratio",
                "Share of the last second that the busiest loop was inside rooms",
                load::busyShare);
        for (LoadStep step : LoadStep.values()) {
            if (step != LoadStep.NONE) {
                metrics.gauge(
                        "atrium.shedding",
                        "1 while the host does that to shed load",
                        () -> load.step().includes(step) ? 1 : 0,
                        "step",
                        step.label());
                metrics.counter(
                        "atrium.shedding.reached",
                        "How often that step was reached",
                        () -> load.reached(step),
                        "step",
                        step.label());
            }
        }
    }

    private void bindState() {
        HealthController.Stores stores = state.stores();
        for (StorePulse store : List.of(stores.redis(), stores.dynamoDb())) {
            metrics.gauge(
                    "atrium.store.up",
                    "1 while the store answers",
                    () -> store.isUp() ? 1 : 0,
                    "store",
                    store.name());
        }
        metrics.gauge(
                "atrium.lease.valid",
                "1 while the host holds its lease",
                () -> state.lease().isValid() ? 1 : 0);
    }
}
