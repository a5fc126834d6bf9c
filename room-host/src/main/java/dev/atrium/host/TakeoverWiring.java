package dev.atrium.host;

import dev.atrium.game.GameCatalog;
import dev.atrium.host.clock.HostClock;
import dev.atrium.host.config.HostConfig;
import dev.atrium.host.dynamo.HostTable;
import dev.atrium.host.dynamo.RoomTable;
import dev.atrium.host.front.OpeningStores;
import dev.atrium.host.front.RoomDirectory;
import dev.atrium.host.front.RoomOpener;
import dev.atrium.host.front.TakeoverRehearsal;
import dev.atrium.host.journal.JournalStores;
import dev.atrium.host.lease.LeaseState;
import dev.atrium.host.takeover.Drain;
import dev.atrium.host.takeover.HandOvers;
import dev.atrium.host.takeover.HttpHeirs;
import dev.atrium.host.takeover.Takeovers;
import dev.atrium.room.HostId;
import dev.atrium.room.HostLeaseTimes;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;

import jakarta.inject.Singleton;

/** The parts by which rooms go from host to host. */
@Factory
final class TakeoverWiring {
    private final HostConfig config;

    TakeoverWiring(HostConfig config) {
        this.config = config;
    }

    @Singleton
    @Bean(preDestroy = "close")
    Takeovers takeovers(
            HostTable hosts,
            RoomTable rooms,
            RoomOpener opener,
            LeaseState lease,
            HostId hostId,
            StoreThreads threads) {
        return new Takeovers(
                new Takeovers.Stores(hosts, rooms),
                opener,
                hostId.value(),
                lease::mayOpen,
                HostLeaseTimes.LEASE_MS,
                HostClock.SYSTEM,
                threads.calls());
    }

    @Singleton
    HandOvers handOvers(RoomTable rooms, Takeovers takeovers, HostId hostId, StoreThreads threads) {
        return new HandOvers(
                rooms,
                takeovers::others,
                hostId.value(),
                new HttpHeirs(config.gatewayKey()),
                threads.calls());
    }

    @Singleton
    Drain drain(
            LeaseState lease, RoomDirectory directory, HandOvers handOvers, Takeovers takeovers) {
        return new Drain(lease, directory, handOvers, takeovers, HostClock.SYSTEM);
    }

    @Singleton
    HostRehearsal rehearsal(
            OpeningStores stores,
            JournalStores journals,
            GameCatalog games,
            HostId hostId,
            StoreThreads threads) {
        return new HostRehearsal(
                games,
                new TakeoverRehearsal(stores, journals, hostId.value(), HostClock.SYSTEM),
                threads);
    }
}
