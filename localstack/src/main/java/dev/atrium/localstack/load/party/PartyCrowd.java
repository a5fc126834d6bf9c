package dev.atrium.localstack.load.party;

import dev.atrium.localstack.load.Cadence;
import dev.atrium.localstack.load.Connector;
import dev.atrium.localstack.load.Window;

import io.netty.channel.EventLoop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Everybody of a run, on a few event loops; all players of a room are on one. What is due at an
 * even rate is due on absolute schedules. Its methods are for one thread, which is none of the
 * loops.
 */
final class PartyCrowd implements AutoCloseable {
    private static final long SECOND_NANOS = 1_000_000_000L;

    /** As the protocol wants it of parties. */
    private static final long PING_PERIOD_NANOS = 5 * SECOND_NANOS;

    /** What falls due within so long is sent together; it counts as lag of the generator. */
    private static final long ROUND_NANOS = 1_000_000;

    /** So many may be on their way in: a host opens rooms one by one, and others are to wait. */
    private static final int ENTERING_MAX = 100;

    /** Nobody waits longer than that for somebody else to be let in. */
    private static final long ENTERING_NANOS_MAX = 5 * SECOND_NANOS;

    /** As long as all rooms may take to open. */
    private static final long OPENING_NANOS_MAX = 60 * SECOND_NANOS;

    /** Players who are asked for one command: while games begin, most cannot send any. */
    private static final int ASKED_MAX = 64;

    private final int port;
    private final PartyOptions options;
    private final Window window;
    private final Connector connector;
    private final List<Crew> crews = new ArrayList<>();
    private final AtomicInteger entered = new AtomicInteger();
    private int connected;

    /** Who is on one event loop; the lists are filled before anything runs there. */
    private static final class Crew {
        final EventLoop loop;
        final PartyTally tally = new PartyTally();
        final List<PartyRoom> rooms = new ArrayList<>();
        final List<PartyPlayer> players = new ArrayList<>();

        Crew(EventLoop loop) {
            this.loop = loop;
        }
    }

    /** What a member is to do, and when it was due. */
    @FunctionalInterface
    private interface Turn<T> {
        void take(T member, long dueNanos);
    }

    /** Everybody of those rooms, not connected yet. */
    PartyCrowd(int port, PartyOptions options, Window window, List<List<PartyStage.Place>> places) {
        this.port = port;
        this.options = options;
        this.window = window;
        this.connector = new Connector(port, options.threads());
        for (int i = 0; i < options.threads(); i++) {
            crews.add(new Crew(connector.nextLoop()));
        }
        for (int i = 0; i < places.size(); i++) {
            hire(crews.get(i % crews.size()), places.get(i), i);
        }
    }

    private void hire(Crew crew, List<PartyStage.Place> places, int number) {
        boolean paced = options.throughput().isEmpty();
        PartyRoom room = new PartyRoom(window, crew.tally, paced, options.pace(), number);
        crew.rooms.add(room);
        for (PartyStage.Place place : places) {
            PartyPlayer player =
                    new PartyPlayer(place, room, window, crew.tally, entered::incrementAndGet);
            room.add(player);
            crew.players.add(player);
        }
    }

    /**
     * Connects everybody, the first of each room before the others, who make it their host, and
     * lets them show that they live. Blocks while it does; once.
     */
    void connect() {
        long start = System.nanoTime();
        for (Crew crew : crews) {
            Cadence cadence = new Cadence(PING_PERIOD_NANOS, crew.players.size(), start);
            begin(
                    crew,
                    cadence,
                    crew.players,
                    (player, due) -> player.pingDue(due, System.nanoTime()));
        }
        connect(true);
        boolean _ = awaitEntered(connected, System.nanoTime() + OPENING_NANOS_MAX);
        connect(false);
    }

    private void connect(boolean hosts) {
        Cadence cadence =
                new Cadence(
                        options.clients() * SECOND_NANOS / options.connectRate(),
                        options.clients(),
                        System.nanoTime());
        for (Crew crew : crews) {
            for (PartyPlayer player : crew.players) {
                if ((player.index() == 0) == hosts) {
                    Cadence.await(cadence.dueNanos());
                    int _ = cadence.take();
                    boolean _ =
                            awaitEntered(
                                    connected - ENTERING_MAX,
                                    System.nanoTime() + ENTERING_NANOS_MAX);
                    connector.connect(
                            crew.loop,
                            port,
                            () -> player.socket(port),
                            connected++,
                            player::unreachable);
                }
            }
        }
    }

    private <T> void begin(Crew crew, Cadence cadence, List<T> members, Turn<T> turn) {
        var _ =
                crew.loop.scheduleAtFixedRate(
                        () -> round(cadence, members, turn), 0, ROUND_NANOS, TimeUnit.NANOSECONDS);
    }

    private <T> void round(Cadence cadence, List<T> members, Turn<T> turn) {
        long now = System.nanoTime();
        for (long due = cadence.dueNanos();
                due - now <= 0 && !window.isOver(due);
                due = cadence.dueNanos()) {
            turn.take(members.get(cadence.take()), due);
        }
    }

    /** How many have been let in so far. */
    int entered() {
        return entered.get();
    }

    /** Whether all are in at the latest then. */
    boolean awaitEntered(long untilNanos) {
        return awaitEntered(options.clients(), untilNanos);
    }

    private boolean awaitEntered(int count, long untilNanos) {
        while (entered.get() < count && System.nanoTime() < untilNanos) {
            LockSupport.parkNanos(ROUND_NANOS);
        }
        return entered.get() >= count;
    }

    /** Starts the games at an even rate, and has commands sent if that is what is asked for. */
    void start() {
        long start = System.nanoTime();
        long periodNanos = (long) (options.rooms() / options.starts() * SECOND_NANOS);
        for (Crew crew : crews) {
            startRooms(crew, periodNanos, start);
            options.throughput().ifPresent(rate -> send(crew, rate, start));
        }
    }

    /** Each once, so not by a cadence that begins anew. */
    private static void startRooms(Crew crew, long periodNanos, long start) {
        int count = crew.rooms.size();
        for (int i = 0; i < count; i++) {
            long due = start + periodNanos * i / count;
            PartyRoom room = crew.rooms.get(i);
            long delay = Math.max(0, due - System.nanoTime());
            var _ = crew.loop.schedule(() -> room.start(due), delay, TimeUnit.NANOSECONDS);
        }
    }

    private void send(Crew crew, int rate, long start) {
        List<PartyPlayer> senders =
                crew.players.stream().filter(player -> player.index() > 0).toList();
        Cadence cadence = new Cadence(crews.size() * SECOND_NANOS / rate, 1, start);
        begin(
                crew,
                cadence,
                List.of(new Senders(senders, crew.tally)),
                (all, due) -> all.send(due));
    }

    /** Those who send in turn; who cannot now is passed over. */
    private final class Senders {
        private final List<PartyPlayer> all;
        private final PartyTally tally;
        private int next;

        Senders(List<PartyPlayer> all, PartyTally tally) {
            this.all = all;
            this.tally = tally;
        }

        void send(long due) {
            for (int i = 0; i < ASKED_MAX; i++) {
                PartyPlayer player = all.get(next);
                next = (next + 1) % all.size();
                if (player.room().sends(player, due)) {
                    return;
                }
            }
            tally.skipped += window.contains(due) ? 1 : 0;
        }
    }

    /** Settles what is under way and gives what all loops counted. */
    PartyTally finish() throws InterruptedException {
        PartyTally all = new PartyTally();
        for (Crew crew : crews) {
            all.add(
                    Connector.runOn(
                            crew.loop,
                            () -> {
                                long now = System.nanoTime();
                                crew.players.forEach(player -> player.finish(now));
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
