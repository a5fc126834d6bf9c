package dev.atrium.localstack.load;

import dev.atrium.wire.CompactFrames;

import io.netty.channel.EventLoop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * All bots of a run, on a few event loops. Inputs, heartbeats and connections are due on absolute
 * schedules. Its methods are for one thread, which is none of the loops.
 */
final class BotFleet implements AutoCloseable {
    private static final long SECOND_NANOS = 1_000_000_000L;

    /** As the protocol wants it. */
    private static final long PING_PERIOD_NANOS = 10 * SECOND_NANOS;

    /** What falls due within so long is sent together; it counts as lag of the generator. */
    private static final long ROUND_NANOS = 1_000_000;

    private final int port;
    private final Optional<CompactFrames> frames;
    private final Window window;
    private final Connector connector;
    private final List<Crew> crews = new ArrayList<>();
    private final AtomicInteger entered = new AtomicInteger();
    private int hired;

    /** The bots of one event loop; touched by that loop alone once they are there. */
    private final class Crew {
        private final EventLoop loop;
        private final Tally tally = new Tally();
        private final List<Bot> bots = new ArrayList<>();

        Crew(EventLoop loop) {
            this.loop = loop;
        }

        /** What is due from now on, for so many bots; those that are not there yet are left out. */
        void begin(Cadence cadence, boolean pings) {
            var _ =
                    loop.scheduleAtFixedRate(
                            () -> round(cadence, pings), 0, ROUND_NANOS, TimeUnit.NANOSECONDS);
        }

        private void round(Cadence cadence, boolean pings) {
            long now = System.nanoTime();
            for (long due = cadence.dueNanos();
                    due - now <= 0 && !window.isOver(due);
                    due = cadence.dueNanos()) {
                int turn = cadence.take();
                if (turn >= bots.size()) {
                    continue;
                }
                Bot bot = bots.get(turn);
                if (pings) {
                    bot.pingDue(due, System.nanoTime());
                } else {
                    bot.inputDue(due, System.nanoTime());
                }
            }
        }
    }

    /**
     * A fleet without bots.
     *
     * @param port of the host
     * @param frames of {@code atrium.v1}, if that is spoken
     */
    BotFleet(int port, Optional<CompactFrames> frames, Window window, int threads) {
        this.port = port;
        this.frames = frames;
        this.window = window;
        this.connector = new Connector(port, threads);
        for (int i = 0; i < threads; i++) {
            crews.add(new Crew(connector.nextLoop()));
        }
    }

    /**
     * Connects a bot for each place at that rate, and lets each enter and send heartbeats. Blocks
     * while it does; once.
     */
    void connect(List<LoadStage.Place> places, int rate) {
        long start = System.nanoTime();
        int each = (places.size() + crews.size() - 1) / crews.size();
        for (Crew crew : crews) {
            crew.begin(new Cadence(PING_PERIOD_NANOS, each, start), true);
        }
        Cadence cadence =
                new Cadence(places.size() * SECOND_NANOS / rate, places.size(), System.nanoTime());
        for (LoadStage.Place place : places) {
            long due = cadence.dueNanos();
            cadence.take();
            Cadence.await(due);
            Crew crew = crews.get(hired % crews.size());
            connect(place, crew, due, hired);
            hired++;
        }
    }

    private void connect(LoadStage.Place place, Crew crew, long due, int index) {
        Bot bot =
                new Bot(
                        place,
                        new Bot.Shared(frames, window, crew.tally),
                        due,
                        entered::incrementAndGet);
        crew.loop.execute(() -> crew.bots.add(bot));
        connector.connect(crew.loop, () -> bot.socket(port), index, bot::unreachable);
    }

    /** How many have been let in so far. */
    int entered() {
        return entered.get();
    }

    /** How many there are. */
    int size() {
        return hired;
    }

    /** Whether all are in at the latest then. */
    boolean awaitEntered(long untilNanos) {
        while (entered.get() < hired && System.nanoTime() < untilNanos) {
            LockSupport.parkNanos(ROUND_NANOS);
        }
        return entered.get() == hired;
    }

    /** Lets all send so many inputs a second. */
    void play(int inputsASecond) {
        long start = System.nanoTime();
        for (Crew crew : crews) {
            crew.loop.execute(
                    () -> {
                        if (!crew.bots.isEmpty()) {
                            long period = SECOND_NANOS / inputsASecond;
                            crew.begin(new Cadence(period, crew.bots.size(), start), false);
                        }
                    });
        }
    }

    /** Settles what is under way and gives what all loops counted. */
    Tally finish() throws InterruptedException {
        Tally all = new Tally();
        for (Crew crew : crews) {
            all.add(
                    Connector.runOn(
                            crew.loop,
                            () -> {
                                long now = System.nanoTime();
                                crew.bots.forEach(bot -> bot.finish(now));
                                return crew.tally;
                            }));
        }
        return all;
    }

    @Override
    public void close() {
        connector.close();
    }
}
