package dev.atrium.host;

import dev.atrium.host.config.HostConfig;
import dev.atrium.host.front.Front;
import dev.atrium.host.front.RoomDirectory;
import dev.atrium.host.lease.HostLease;
import dev.atrium.host.room.RoomCall;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;

import jakarta.annotation.PreDestroy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The life of the process: takes the lease once the port is open, and leaves in order. */
@Context
final class HostLife implements ApplicationEventListener<ServerStartupEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(HostLife.class);
    private static final long SWEEP_MS = 1_000;

    private final HostConfig config;
    private final HostLease lease;
    private final Front front;
    private final RoomDirectory directory;
    private final ScheduledExecutorService timers;

    HostLife(
            HostConfig config,
            HostLease lease,
            Front front,
            RoomDirectory directory,
            ScheduledExecutorService timers) {
        this.config = config;
        this.lease = lease;
        this.front = front;
        this.directory = directory;
        this.timers = timers;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent started) {
        lease.start(HostConfig.LEASE_RENEWAL_MS);
        var _ =
                timers.scheduleWithFixedDelay(
                        this::sweep, SWEEP_MS, SWEEP_MS, TimeUnit.MILLISECONDS);
        LOG.info("host is up: {}", config);
    }

    private void sweep() {
        try {
            front.sweep(config.connectTimeoutMs(), HostConfig.SILENCE_MAX_MS);
        } catch (RuntimeException e) {
            LOG.error("looking after connections failed", e);
        }
    }

    /** Until rooms can be handed over they end with their host; clients are told to come back. */
    @PreDestroy
    void leave() {
        LOG.info("host leaves with {} rooms", directory.size());
        directory.all().forEach(room -> room.post(new RoomCall.HostLeaving()));
    }
}
