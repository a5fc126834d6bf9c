package dev.atrium.host;

import dev.atrium.host.attempt.Attempts;
import dev.atrium.host.ban.Evictions;
import dev.atrium.host.config.HostConfig;
import dev.atrium.host.front.Front;
import dev.atrium.host.front.RoomDirectory;
import dev.atrium.host.lease.LeaseState;
import dev.atrium.host.operator.HostDeparture;
import dev.atrium.host.protection.ProtectionKeeper;
import dev.atrium.host.takeover.Drain;
import dev.atrium.host.takeover.Takeovers;
import dev.atrium.room.HostLeaseTimes;
import dev.atrium.wire.CloseCode;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The life of the process: rehearses, takes the lease once the port is open, leaves in order. */
@Context
final class HostLife implements ApplicationEventListener<ServerStartupEvent>, HostDeparture {
    private static final Logger LOG = LoggerFactory.getLogger(HostLife.class);
    private static final long SWEEP_MS = 1_000;

    private static final long SOCKETS_WAIT_MS = 3_000;
    private static final long STORES_WAIT_MS = 3_000;

    /** Leaving takes so long at most, and the wait for rooms that end by themselves. */
    static final long LEAVE_MS_MAX = Drain.GIVE_AWAY_MS_MAX + SOCKETS_WAIT_MS + STORES_WAIT_MS;

    private final HostConfig config;
    private final LeaseState lease;
    private final Front front;
    private final RoomDirectory directory;
    private final Attempts attempts;

    /** A thread of its own: pings and silent connections wait for no store. */
    private final ScheduledExecutorService sweeps =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("sweep").daemon().factory());

    private final HostWatch watch;
    private final HostRehearsal rehearsal;
    private final Takeovers takeovers;
    private final Drain drain;
    private final HostExit exit;
    private final ProtectionKeeper protection;
    private final StandingLoops standing;
    private final Evictions evictions;
    private final AtomicBoolean departing = new AtomicBoolean();
    private boolean left;

    HostLife(
            HostConfig config,
            LeaseState lease,
            Front front,
            RoomDirectory directory,
            Attempts attempts,
            HostWatch watch,
            HostGauges gauges,
            HostRehearsal rehearsal,
            Takeovers takeovers,
            Drain drain,
            HostExit exit,
            ProtectionKeeper protection,
            StandingLoops standing,
            Evictions evictions) {
        this.standing = standing;
        this.evictions = evictions;
        this.protection = protection;
        this.exit = exit;
        this.drain = drain;
        this.takeovers = takeovers;
        this.watch = watch;
        this.rehearsal = rehearsal;
        gauges.bind();
        this.config = config;
        this.lease = lease;
        this.front = front;
        this.directory = directory;
        this.attempts = attempts;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent started) {
        rehearsal.play(config.operator().rehearsalMs(), started.getSource().getPort());
        lease.start(HostLeaseTimes.RENEWAL_MS);
        watch.start();
        protection.start();
        standing.start();
        takeovers.start(config.operator().takeoverMs());
        var _ =
                sweeps.scheduleWithFixedDelay(
                        this::sweep, SWEEP_MS, SWEEP_MS, TimeUnit.MILLISECONDS);
        LOG.info("host is up: {}", config);
    }

    private void sweep() {
        try {
            standing.sweep();
            evictions.readOn();
            front.evict(evictions.recent());
            HostConfig.Waits waits = config.waits();
            front.sweep(
                    new Front.Patience(
                            waits.connectMs(),
                            waits.silenceMs(),
                            waits.deadMs(),
                            config.edges().heartbeatMs()));
        } catch (RuntimeException e) {
            LOG.error("looking after connections failed", e);
        }
    }

    /**
     * Leaves in order, while sockets are still open: no new rooms; what ends soon ends; the rest
     * goes to other hosts, and their players are told where. What nobody takes stays as it is
     * stored, for who sees that this host is gone. Blocking, bounded; once, whoever asks for it.
     */
    synchronized void leave() {
        if (left) {
            return;
        }
        left = true;
        LOG.info("host leaves with {} rooms", directory.size());
        try {
            empty();
            front.closeAll(CloseCode.HOST_LEAVING, SOCKETS_WAIT_MS);
            sweeps.shutdown();
            if (!attempts.awaitNone(STORES_WAIT_MS)) {
                LOG.warn("not everything could be stored before leaving");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void empty() throws InterruptedException {
        try {
            drain.run(config.operator().drainMs());
        } catch (RuntimeException e) {
            // Players must be told whatever became of their rooms.
            LOG.error("rooms could not be given away", e);
        }
    }

    @Override
    public Progress depart() {
        if (departing.compareAndSet(false, true)) {
            Thread.ofPlatform().name("depart").daemon(true).start(() -> exit.run(this::leave));
        }
        return progress();
    }

    @Override
    public Progress progress() {
        // Asked for, and not begun for a moment: that is no news to who asked for it.
        boolean begins = departing.get() && drain.phase() == Drain.Phase.STAYING;
        Drain.Phase phase = begins ? Drain.Phase.WAITING : drain.phase();
        return new Progress(phase, directory.size());
    }
}
