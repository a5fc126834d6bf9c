package dev.atrium.host.sim;

import dev.atrium.game.GameCatalog;
import dev.atrium.host.attempt.Attempts;
import dev.atrium.host.dynamo.HostTable;
import dev.atrium.host.dynamo.RoomTable;
import dev.atrium.host.dynamo.StoredBeginnings;
import dev.atrium.host.ending.EndingInOrder;
import dev.atrium.host.front.OpeningStores;
import dev.atrium.host.front.Openings;
import dev.atrium.host.front.RoomDirectory;
import dev.atrium.host.front.RoomOpener;
import dev.atrium.host.front.RoomRestorer;
import dev.atrium.host.lease.HostLease;
import dev.atrium.host.lease.LeaseState;
import dev.atrium.host.loop.TickLoop;
import dev.atrium.host.probation.Probation;
import dev.atrium.host.reclaim.ReclaimInOrder;
import dev.atrium.host.room.Room;
import dev.atrium.host.room.RoomCall;
import dev.atrium.host.room.RoomHandOver;
import dev.atrium.host.room.RoomMeters;
import dev.atrium.host.room.RoomOrder;
import dev.atrium.host.room.RoomServices;
import dev.atrium.host.room.Speech;
import dev.atrium.host.takeover.Drain;
import dev.atrium.host.takeover.HandOvers;
import dev.atrium.host.takeover.Heirs;
import dev.atrium.host.takeover.Takeovers;
import dev.atrium.schema.HostRow;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** One host process: wired as the real one, on threads and ways of the run. */
final class SimHost {
    private static final int LEASE_MS = 2_000;
    private static final int RENEW_MS = 500;
    private static final int LOOK_MS = 400;
    private static final int CAPACITY = 2;
    private static final int CROWD = 20;
    private static final int ENTER_MS = 2_000;
    private static final int NEVER_ENTERED_MS = 25_000;
    private static final int KEPT_MS = 1_000;

    private final SimRun run;
    private final SimWorld world;
    private final String id;
    private final GameCatalog games;
    private final SimWorld.Lane process = new SimWorld.Lane();
    private final SimWorld.Lane loopLane = new SimWorld.Lane();
    private final SimClock clock;
    private final SimLinks links;
    private final TickLoop loop;
    private final LeaseState state = new LeaseState();
    private final HostLease lease;
    private final RoomTable rooms;
    private final RoomDirectory directory;
    private final Probation probation;
    private final RoomOpener opener;
    private final Takeovers takeovers;
    private final HandOvers handOvers;
    private final Drain drain;
    private final List<SimSocket> sockets = new ArrayList<>();
    private final SimFront front;
    private @Nullable Thread loopThread;
    private long backgroundRounds;
    private final boolean mayActBeforeItsLease;
    private boolean leaving;
    private boolean stuck;
    private boolean lostLease;
    private boolean overloaded;

    SimHost(SimRun run, String id, GameCatalog allGames) {
        this.games = run.gamesOf(allGames, room -> run.poison().step(this, room));
        int capacity = run.isCrowded() ? CROWD : CAPACITY;
        this.run = run;
        this.world = run.world();
        this.id = id;
        double rate = 0.95 + world.random().nextDouble() / 10;
        this.clock = new SimClock(world, world.random().nextLong(1L << 40), rate);
        this.links = SimLinks.of(world, process, run::weather);
        this.loop = new TickLoop(id, clock);
        DynamoDbEnhancedClient tables =
                DynamoDbEnhancedClient.builder()
                        .dynamoDbClient(new SimDynamoDb(world, run.tables(), links.dynamoDb()))
                        .build();
        this.rooms = new RoomTable(tables, SimRun.PREFIX);
        HostTable hosts = new HostTable(tables, SimRun.PREFIX);
        SimJournalStore journals = new SimJournalStore(run.journals(), links.redis());
        SimSeeds seeds = new SimSeeds(run.seeds(), links.redis());
        Executor calls = task -> world.start(process, task);
        Attempts attempts = new Attempts(new SimTimers(world, process, clock), calls);
        EndingInOrder.Stores ended =
                new EndingInOrder.Stores(journals, run.archive().of(process), rooms);
        SimEnding ending =
                run.ending(
                        id,
                        new EndingInOrder(ended, SimRows::signed, id, state::isValid, attempts));
        InstantSource wall = () -> Instant.ofEpochMilli(world.nowNanos() / SimWorld.MS);
        RoomServices services =
                new RoomServices(
                        journals,
                        seeds,
                        new StoredBeginnings(rooms, journals, id, calls),
                        ending,
                        (roomId, epoch, done) -> handOvers().handOver(roomId, epoch, done),
                        new ReclaimInOrder(
                                new ReclaimInOrder.Stores(rooms, journals, seeds),
                                id,
                                state::isValid,
                                attempts),
                        run.archive().trimming(journals, process, clock),
                        clock,
                        wall,
                        "sim",
                        1,
                        ENTER_MS,
                        run.isHasty() ? ENTER_MS : NEVER_ENTERED_MS,
                        KEPT_MS,
                        state::isValid,
                        RoomMeters.NONE,
                        () -> false,
                        forfeit -> {},
                        SimOutside.of(run, process),
                        Speech.FREE);
        this.directory = new RoomDirectory(List.of(loop), services, capacity);
        this.probation = new Probation(clock, (name, body) -> world.unstarted(process, body));
        RoomRestorer restorer = new RoomRestorer(journals, seeds, games, probation);
        this.opener =
                new RoomOpener(
                        new OpeningStores(rooms, hosts, restorer, ending, probation),
                        games,
                        directory,
                        id,
                        openings(),
                        clock);
        this.front = new SimFront(run, id, process, opener, rooms, clock);
        List<String> runs =
                games.all().stream().map(g -> HostRow.gameKey(g.info().id(), 1)).toList();
        this.lease =
                new HostLease(
                        List.of(new HostLease.Loop(id, this::rounds, loop::inside)),
                        version ->
                                new HostRow(
                                        id,
                                        "sim",
                                        id,
                                        id,
                                        "sim",
                                        runs,
                                        capacity,
                                        directory.size(),
                                        state.isLeaving(),
                                        version,
                                        0),
                        run.plant() == Plant.STALL_UNTOLD ? SimRows.untold(hosts) : hosts,
                        LEASE_MS,
                        clock);
        mayActBeforeItsLease = state.isValid() || !state.standingFor(0).isEmpty();
        state.follow(lease);
        this.takeovers =
                new Takeovers(
                        new Takeovers.Stores(hosts, rooms),
                        opener,
                        id,
                        state::mayOpen,
                        LEASE_MS,
                        clock,
                        calls);
        this.handOvers = new HandOvers(rooms, takeovers::others, id, heirs(), calls);
        this.drain = new Drain(state, directory, handOvers, takeovers, clock);
    }

    /** There later than the rooms that ask them. */
    private HandOvers handOvers() {
        return handOvers;
    }

    private Openings openings() {
        return new Openings() {
            @Override
            public boolean mayAct() {
                return state.mayOpen();
            }

            @Override
            public boolean holdsLease() {
                return state.isValid();
            }

            @Override
            public boolean takesNewRooms() {
                return !overloaded;
            }
        };
    }

    Probation probation() {
        return probation;
    }

    String firstGame() {
        return games.all().getFirst().info().id();
    }

    /** Its row says what it never wrote: its lease is lost for good. */
    void loseLease() {
        lostLease = true;
        run.tables().spoilLease(id);
    }

    /** Whether its lease is lost, or its build knows less games than others. */
    boolean isOfLittleUse() {
        return lostLease || games.all().size() < run.games().all().size();
    }

    /** Whether its build knows that game. */
    boolean runs(String gameId) {
        return games.find(gameId, 1).isPresent();
    }

    /** For a while it takes no rooms beside those that it has. */
    void overloaded(boolean now) {
        overloaded = now;
    }

    /** An operator wants something of one of its rooms. */
    void order(RoomOrder order) {
        world.start(
                process,
                () -> {
                    List<Room> all = List.copyOf(directory.all());
                    if (!all.isEmpty()) {
                        Room room = all.get(world.random().nextInt(all.size()));
                        run.voids().ordered(room.roomId(), order);
                        room.inform(new RoomCall.Ordered(order, result -> run.note("" + result)));
                    }
                });
    }

    /** As an operator names another host. */
    RoomHandOver handOverTo(SimHost other) {
        for (Room room : directory.all()) {
            run.room(room.roomId())
                    .ifPresent(
                            row -> {
                                var _ = handOvers.canTake(row, Optional.of(other.id()));
                                var _ = handOvers.canTake(row, Optional.empty());
                            });
        }
        return handOvers.to(other.id());
    }

    private long rounds() {
        return run.plant() == Plant.LEASE_BY_BACKGROUND ? ++backgroundRounds : loop.rounds();
    }

    /** Asks another host over the network, as by HTTP: on a thread of the other's. */
    private Heirs heirs() {
        return (heir, roomId, epoch) -> {
            try {
                links.hosts()
                        .call(() -> run.host(heir.hostId()).filter(h -> h.asked(roomId, epoch)))
                        .join();
                // Its answer says nothing that the row does not.
                clock.park(this, world.msBetween(5, 400));
            } catch (CompletionException e) {
                clock.park(this, SimWorld.MS);
            }
        };
    }

    private boolean asked(String roomId, long epoch) {
        if (isDead()) {
            return false;
        }
        world.start(
                process,
                () -> {
                    try {
                        opener.inherit(roomId, epoch);
                    } catch (RuntimeException e) {
                        run.note(id + ": it cannot take " + roomId + ": " + e);
                    }
                });
        return true;
    }

    String id() {
        return id;
    }

    SimWorld.Lane process() {
        return process;
    }

    boolean isDead() {
        return process.isDead();
    }

    boolean isLeaving() {
        return leaving;
    }

    boolean isStanding() {
        return process.isStanding();
    }

    void start() {
        loopThread = world.unstarted(loopLane, loop);
        loop.startOn(loopThread);
        world.start(process, () -> every(RENEW_MS, lease::renew));
        takeovers.start(0);
        probation.start(alone -> world.start(process, () -> opener.standsStill(alone.name())));
        world.start(process, () -> takeovers.run(LOOK_MS));
        world.start(process, () -> every(1_000, this::look));
    }

    /** What monitoring asks. */
    private void look() {
        if (mayActBeforeItsLease || probation.standing() > 2 * Probation.ROOMS_MAX) {
            run.wrong(id + " acts before it has a lease, or has lost its threads");
        }
        state.standingFor(LEASE_MS).forEach(loop -> world.trace(() -> loop + " stands still"));
    }

    private void every(int ms, Runnable what) {
        while (!isDead()) {
            what.run();
            clock.park(this, ms * SimWorld.MS);
        }
    }

    // -- faults ---------------------------------------------------------------------------------

    /** As by SIGKILL. */
    void crash() {
        process.die();
        loopLane.die();
        List.copyOf(sockets).forEach(SimSocket::broken);
        sockets.clear();
    }

    void stand() {
        process.stand();
        loopLane.stand();
    }

    /** As by SIGCONT. */
    void goOn() {
        world.goOn(process);
        unstallLoop();
    }

    /** Its loop is stuck, and its other threads are not. */
    void stallLoop() {
        loopLane.stand();
    }

    void unstallLoop() {
        if (!stuck) {
            world.goOn(loopLane);
        }
    }

    /** Its loop never goes on. */
    void stickLoop() {
        stuck = true;
        stallLoop();
    }

    boolean isStuck() {
        return stuck;
    }

    /** The thread that asks stands still for good: whether that is its only loop's. */
    boolean isStuckByThis() {
        stuck |= Thread.currentThread().equals(loopThread);
        return Thread.currentThread().equals(loopThread);
    }

    SimLinks links() {
        return links;
    }

    /** Its rooms are another's, or soon will be, and it goes on. */
    boolean isExpired() {
        return !isDead() && !isStanding() && !state.isValid();
    }

    /** All its clients are cut off, and nobody is told. */
    void muteClients() {
        for (SimSocket socket : sockets) {
            socket.mute();
            socket.hangUp(world.msBetween(500, 4_000));
        }
    }

    /** As by SIGTERM: drains, and is gone. */
    void leave(int endsWithinMs) {
        leaving = true;
        world.start(
                process,
                () -> {
                    try {
                        drain.run(endsWithinMs);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    probation.close();
                    world.after(SimWorld.MS, this::crash);
                });
    }

    // -- players --------------------------------------------------------------------------------

    /** A new connection. */
    SimSocket connect(SimClient client, String socketId) {
        SimSocket socket = new SimSocket(world, this, client, socketId);
        if (isDead()) {
            socket.broken();
        } else {
            sockets.add(socket);
        }
        return socket;
    }

    /** Where players come in. */
    SimFront front() {
        return front;
    }

    void disconnected(SimSocket socket) {
        sockets.remove(socket);
        Room room = socket.room();
        if (room != null) {
            room.inform(new RoomCall.Disconnected(socket));
        }
    }
}
