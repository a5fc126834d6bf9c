package dev.atrium.host.takeover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.catalog.Games;
import dev.atrium.game.Game;
import dev.atrium.game.GameCatalog;
import dev.atrium.host.bridge.Bridges;
import dev.atrium.host.clock.HostClock;
import dev.atrium.host.dynamo.HostTable;
import dev.atrium.host.dynamo.RoomTable;
import dev.atrium.host.front.OpeningStores;
import dev.atrium.host.front.Openings;
import dev.atrium.host.front.RoomDirectory;
import dev.atrium.host.front.RoomOpener;
import dev.atrium.host.front.RoomRestorer;
import dev.atrium.host.journal.NullJournalStore;
import dev.atrium.host.lease.HostLease;
import dev.atrium.host.lease.LeaseState;
import dev.atrium.host.loop.TickLoop;
import dev.atrium.host.probation.Probation;
import dev.atrium.host.room.RoomBeginnings;
import dev.atrium.host.room.RoomEnding;
import dev.atrium.host.room.RoomGrant;
import dev.atrium.host.room.RoomHandOver;
import dev.atrium.host.room.RoomMeters;
import dev.atrium.host.room.RoomReclaim;
import dev.atrium.host.room.RoomServices;
import dev.atrium.host.room.RoomTrimming;
import dev.atrium.host.room.SeedSource;
import dev.atrium.host.room.Speech;
import dev.atrium.proof.Outcome;
import dev.atrium.room.RoomId;
import dev.atrium.schema.HostRow;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** How long a host takes to empty itself, when whatever it waits for takes as long as it may. */
class DrainTest {
    private static final long WAIT_MS = 20_000;
    private static final long RENEWAL_MS = 5_000;
    private static final long GREETING_MS = 500;

    private final AtomicLong nanos = new AtomicLong();

    /** Who waits by it lets time pass. */
    private final HostClock clock =
            new HostClock() {
                @Override
                public long nanoTime() {
                    return nanos.get();
                }

                @Override
                public void park(Object blocker, long forNanos) {
                    nanos.addAndGet(forNanos);
                }
            };

    private final GameCatalog games = Games.all();
    private final TickLoop stuck = new TickLoop("stuck", clock);
    private final RoomEnding ending =
            new RoomEnding() {
                @Override
                public void store(
                        long epoch, long entries, Outcome outcome, Consumer<Result> done) {}

                @Override
                public void voidRoom(String id, long epoch, String reason, Consumer<Result> done) {}

                @Override
                public void forget(String roomId, String gameId, long epoch) {}
            };

    private final RoomDirectory directory = new RoomDirectory(List.of(stuck), services(), 10);
    private final LeaseState lease = new LeaseState();
    private final AtomicLong greetings = new AtomicLong();

    private RoomServices services() {
        return new RoomServices(
                new NullJournalStore(),
                SeedSource.random(),
                RoomBeginnings.UNSEEN,
                ending,
                RoomHandOver.NOBODY,
                RoomReclaim.NEVER,
                RoomTrimming.NEVER,
                clock,
                InstantSource.system(),
                "test",
                1,
                1_000,
                1_000,
                1_000,
                () -> true,
                RoomMeters.NONE,
                () -> false,
                forfeit -> {},
                Bridges.NONE,
                Speech.FREE);
    }

    private void pass(long ms) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(ms));
    }

    private long nowMs() {
        return TimeUnit.NANOSECONDS.toMillis(nanos.get());
    }

    /** The drain of a host whose rooms stand still and whose stores do not answer. */
    private Drain drain(Runnable greeting) {
        DynamoDbClient away =
                (DynamoDbClient)
                        Proxy.newProxyInstance(
                                DynamoDbClient.class.getClassLoader(),
                                new Class<?>[] {DynamoDbClient.class},
                                (proxy, method, arguments) -> {
                                    throw new IllegalStateException("nobody asks");
                                });
        DynamoDbEnhancedClient tables =
                DynamoDbEnhancedClient.builder().dynamoDbClient(away).build();
        RoomTable rooms = new RoomTable(tables, "test-");
        HostTable hosts = new HostTable(tables, "test-");
        Probation probation = new Probation(clock, Probation.Threads.SYSTEM);
        RoomRestorer restorer =
                new RoomRestorer(new NullJournalStore(), SeedSource.random(), games, probation);
        RoomOpener opener =
                new RoomOpener(
                        new OpeningStores(rooms, hosts, restorer, ending, probation),
                        games,
                        directory,
                        "host-a",
                        new Openings() {
                            @Override
                            public boolean mayAct() {
                                return false;
                            }

                            @Override
                            public boolean takesNewRooms() {
                                return false;
                            }
                        },
                        clock);
        // A thread that waits for a store says nothing for as long as anybody looks.
        Executor calls = task -> {};
        Takeovers takeovers =
                new Takeovers(
                        new Takeovers.Stores(hosts, rooms),
                        opener,
                        "host-a",
                        () -> true,
                        2_000,
                        clock,
                        calls);
        List<HostRow> others = List.of(host("host-b"), host("host-c"), host("host-d"));
        Heirs heirs =
                new Heirs() {
                    @Override
                    public void ask(HostRow heir, String roomId, long epoch) {}

                    @Override
                    public void greet(HostRow heir) {
                        greetings.incrementAndGet();
                        greeting.run();
                    }
                };
        HandOvers handOvers = new HandOvers(rooms, () -> others, "host-a", heirs, calls);
        AtomicLong rounds = new AtomicLong();
        lease.follow(
                new HostLease(
                        List.of(new HostLease.Loop("loop", rounds::incrementAndGet, () -> "")),
                        version -> host("host-a"),
                        new HostLease.Store() {
                            @Override
                            public boolean renew(HostRow row) {
                                pass(RENEWAL_MS);
                                return true;
                            }

                            @Override
                            public void tell(HostRow row) {}
                        },
                        2_000,
                        clock));
        return new Drain(lease, directory, handOvers, takeovers, clock);
    }

    private static HostRow host(String id) {
        return new HostRow(id, "", "", "", "", List.of(), 1, 0, false, 1, 0);
    }

    private void openRooms(int count) {
        Game game = games.find("arena.blitz", 1).orElseThrow();
        for (int i = 0; i < count; i++) {
            directory.open(new RoomGrant(RoomId.draw().value(), 1, game, List.of()));
        }
    }

    @Test
    void whateverItWaitsForIsPartOfTheOneTimeItHas() throws InterruptedException {
        openRooms(3);
        Drain drain = drain(() -> pass(GREETING_MS));

        drain.run(WAIT_MS);

        assertEquals(3, greetings.get());
        assertEquals(WAIT_MS + Drain.GIVE_AWAY_MS_MAX, nowMs());
        assertEquals(Drain.Phase.CLOSING, drain.phase());
        assertEquals(3, directory.size(), "they stand still, and are found by others");
    }

    @Test
    void aRenewalThatTakesLongIsPartOfItEvenWithoutAWait() throws InterruptedException {
        openRooms(1);

        drain(() -> pass(GREETING_MS)).run(0);

        assertEquals(Drain.GIVE_AWAY_MS_MAX, nowMs());
    }

    @Test
    void unopenedRoomsOfAStoreThatIsAwayKeepAnEmptyHostTwoSeconds() throws InterruptedException {
        drain(() -> {}).run(WAIT_MS);

        assertTrue(nowMs() <= RENEWAL_MS + 2_000, nowMs() + " ms");
    }

    @Test
    void whateverFailsItDoesNotSayThatItGoesOn() {
        Drain drain =
                drain(
                        () -> {
                            throw new IllegalStateException("a bug");
                        });
        assertThrows(IllegalStateException.class, () -> drain.run(0));
        assertEquals(Drain.Phase.CLOSING, drain.phase());
    }
}
