package dev.atrium.host;

import dev.atrium.game.Game;
import dev.atrium.game.GameCatalog;
import dev.atrium.host.front.TakeoverRehearsal;
import dev.atrium.host.room.Rehearsal;
import dev.atrium.host.socket.SocketRehearsal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a host does before it takes rooms, for the compiler to have seen it: it plays games, takes
 * rooms over, lets players in and checks their tickets; all of it for nobody. Blocking, bounded.
 */
final class HostRehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(HostRehearsal.class);

    /** As often as the compiler wants to see something, and some more. */
    private static final int TIMES = 1_000;

    /** At most that part of the time each; what they leave belongs to the games. */
    private static final int SOCKETS_PART = 5;

    private static final int TAKEOVERS_PART = 2;

    private final GameCatalog games;
    private final TakeoverRehearsal takeovers;
    private final StoreThreads threads;

    HostRehearsal(GameCatalog games, TakeoverRehearsal takeovers, StoreThreads threads) {
        this.games = games;
        this.takeovers = takeovers;
        this.threads = threads;
    }

    private boolean isNewest(Game game) {
        int newest = games.newest(game.info().id()).orElseThrow().info().rulesVersion();
        return game.info().rulesVersion() == newest;
    }

    /**
     * Does all of it.
     *
     * @param forMs for how long, all in all; 0 for nothing at all
     * @param port of this host's sockets
     */
    void play(long forMs, int port) {
        // Of each game the newest rules: those before them go by the same code.
        List<Game> all = games.all().stream().filter(this::isNewest).toList();
        if (forMs == 0 || all.isEmpty()) {
            return;
        }
        long began = System.nanoTime();
        int sockets = SocketRehearsal.play(port, TIMES, forMs / SOCKETS_PART);
        int taken = takeOver(all.getFirst(), forMs / TAKEOVERS_PART);
        int tickets = TicketRehearsal.play(TIMES);
        long pastMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        Rehearsal.Report played = Rehearsal.play(all, Math.max(1, forMs - pastMs));
        LOG.info(
                "{} sockets, {} takeovers, {} tickets and {} ticks of {} rooms rehearsed",
                sockets,
                taken,
                tickets,
                played.ticks(),
                played.rooms());
    }

    private int takeOver(Game game, long forMs) {
        try {
            return takeovers.play(game.info(), TIMES, forMs, threads.calls());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
