package dev.atrium.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.ban.Forfeit;
import dev.atrium.dice.Seed;
import dev.atrium.game.Game;
import dev.atrium.game.GameInfo;
import dev.atrium.game.Input;
import dev.atrium.game.Viewer;
import dev.atrium.host.bridge.Bridges;
import dev.atrium.host.clock.TestClock;
import dev.atrium.host.loop.TickLoop;
import dev.atrium.identity.LateSeat;
import dev.atrium.identity.Ticket;
import dev.atrium.journal.JournalEntry;
import dev.atrium.message.Message;
import dev.atrium.proof.Outcome;
import dev.atrium.room.SeatPlan;
import dev.atrium.state.StateHash;
import dev.atrium.vrf.DrawnSeed;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A room of two that a test runs by hand, on its own thread and clock, with stores and other hosts
 * that answer when the test says so.
 */
public final class StagedRoom {
    /** Its id. */
    public static final String ID = "0123456789abcdef0123456789abcdef";

    static final Seed SEED = Seed.ofHex("5e".repeat(Seed.BYTES));

    /** What each player brings. */
    public static final String NONCE = "00".repeat(32);

    private static final String HASH = StateHash.of(HexFormat.of().parseHex(NONCE)).hex();

    /** What one run brings about has come back to the room after so many, and more. */
    private static final int RUNS = 6;

    private static final long STEP_MS = 25;

    final TestClock clock = new TestClock();
    final StagedStore store = new StagedStore();
    final List<Asked> handOvers = new ArrayList<>();
    final List<Voided> voids = new ArrayList<>();
    public final List<End> ends = new ArrayList<>();
    final List<Consumer<RoomReclaim.Result>> reclaims = new ArrayList<>();
    final List<RoomOrder.Result> results = new ArrayList<>();
    final List<Forfeit> forfeits = new ArrayList<>();
    CompletableFuture<DrawnSeed> seed;
    int timesGone;
    private int connections;

    private final Game game;
    private final Outside outside;
    private final Room room;

    /** What a room has of the world around it. */
    record Outside(
            SortedMap<String, String> options,
            Bridges bridges,
            Speech speech,
            CompletableFuture<DrawnSeed> seed) {
        static final Outside NOTHING = new Outside(new TreeMap<>(), Bridges.NONE, Speech.FREE);

        Outside(SortedMap<String, String> options, Bridges bridges, Speech speech) {
            this(
                    options,
                    bridges,
                    speech,
                    CompletableFuture.completedFuture(DrawnSeed.random(SEED)));
        }

        Outside with(CompletableFuture<DrawnSeed> other) {
            return new Outside(options, bridges, speech, other);
        }
    }

    /** A host was asked to take the room. */
    record Asked(long epoch, Consumer<RoomHandOver.Result> done) {}

    /** The row is to say that the room is void. */
    record Voided(long epoch, String reason, Consumer<RoomEnding.Result> done) {}

    /** The end is to be stored. */
    public record End(long epoch, long entries, Consumer<RoomEnding.Result> done) {}

    /** Puts a room on a loop: {@link Room#open}, or whoever opens rooms by it. */
    @FunctionalInterface
    public interface Maker {
        /** See {@link Room#open}. */
        Room open(RoomGrant grant, RoomServices services, TickLoop loop, Consumer<Room> onGone);
    }

    private StagedRoom(
            Game game,
            List<SeatPlan> seats,
            long epoch,
            Optional<RoomGrant.Restored> restored,
            Maker maker) {
        this(game, seats, epoch, restored, maker, Outside.NOTHING);
    }

    private StagedRoom(
            Game game,
            List<SeatPlan> seats,
            long epoch,
            Optional<RoomGrant.Restored> restored,
            Maker maker,
            Outside outside) {
        this.game = game;
        this.outside = outside;
        this.seed = outside.seed();
        restored.ifPresent(found -> found.journal().entries().forEach(store::add));
        RoomServices services =
                new RoomServices(
                        gameId -> store,
                        (room, nonces) -> seed,
                        RoomBeginnings.UNSEEN,
                        ending(),
                        handOver(),
                        (lost, done) -> reclaims.add(done),
                        RoomTrimming.NEVER,
                        clock,
                        InstantSource.system(),
                        "",
                        1,
                        10_000,
                        60_000,
                        1_000,
                        () -> true,
                        RoomMeters.NONE,
                        () -> false,
                        forfeits::add,
                        outside.bridges(),
                        outside.speech());
        this.room =
                maker.open(
                        new RoomGrant(ID, epoch, game, seats, outside.options(), restored),
                        services,
                        new TickLoop("stage", clock),
                        gone -> timesGone++);
        run();
    }

    /** A room that waits for its players. */
    static StagedRoom of(GameInfo.Durability durability) {
        return of(new CounterGame(durability));
    }

    /** A room of that game that waits for its players. */
    static StagedRoom of(Game game) {
        return new StagedRoom(game, List.of(plan(0), plan(1)), 1, Optional.empty(), Room::open);
    }

    /** A room that opens for nobody. */
    static StagedRoom joined(Outside outside) {
        return new StagedRoom(new TableGame(), List.of(), 1, Optional.empty(), Room::open, outside);
    }

    /** A room of that game that opens for nobody, opened by somebody else. */
    public static StagedRoom joined(
            Game game,
            Maker maker,
            SortedMap<String, String> options,
            Bridges bridges,
            Speech speech) {
        Outside outside = new Outside(options, bridges, speech);
        return new StagedRoom(game, List.of(), 1, Optional.empty(), maker, outside);
    }

    /** A room whose seats cost something. */
    static StagedRoom forStakes(Game game) {
        List<SeatPlan> seats =
                List.of(plan(0).with(SeatPlan.FEE, 5), plan(1).with(SeatPlan.FEE, 5));
        return new StagedRoom(game, seats, 1, Optional.empty(), Room::open);
    }

    /**
     * A room that waits for its players, one for each number, which says with how many warriors he
     * enters; opened by somebody else.
     */
    public static StagedRoom of(Game game, Maker maker, int... warriors) {
        List<SeatPlan> seats = new ArrayList<>();
        for (int seat = 0; seat < warriors.length; seat++) {
            seats.add(plan(seat).with("warriors", warriors[seat]));
        }
        return new StagedRoom(game, seats, 1, Optional.empty(), maker);
    }

    /** What another host makes of what is stored here, under the next epoch. */
    StagedRoom takenOver() {
        return takenOver(restored());
    }

    StagedRoom takenOver(RoomGrant.Restored restored) {
        RoomGrant before = room.grant();
        return new StagedRoom(
                game,
                before.seats(),
                before.epoch() + 1,
                Optional.of(restored),
                Room::open,
                outside);
    }

    RoomGrant.Restored restored() {
        return store.restored(game);
    }

    private static SeatPlan plan(int seat) {
        String player = player(seat);
        return new SeatPlan(seat, player, player, "fox", false, new TreeMap<>(), HASH);
    }

    /** Who has that seat. */
    public static String player(int seat) {
        return "player-" + seat;
    }

    RoomHandOver handOver() {
        return (roomId, epoch, done) -> handOvers.add(new Asked(epoch, done));
    }

    private RoomEnding ending() {
        return new RoomEnding() {
            @Override
            public void store(long epoch, long entries, Outcome outcome, Consumer<Result> done) {
                ends.add(new End(epoch, entries, done));
            }

            @Override
            public void voidRoom(String roomId, long epoch, String why, Consumer<Result> done) {
                voids.add(new Voided(epoch, why, done));
            }

            @Override
            public void forget(String roomId, String gameId, long epoch) {}
        };
    }

    /** Enters that seat by a connection of its own. */
    StagedPlayer enter(int seat) {
        StagedPlayer player = new StagedPlayer(this, seat, ++connections);
        Optional<String> id = Optional.of("enter");
        Ticket ticket = new Ticket(ID, player(seat), Optional.empty());
        post(new RoomCall.Enter(player, id, ticket, NONCE, true));
        return player;
    }

    /** Comes with a ticket that has no seat; he acts as if he had that one. */
    StagedPlayer enterLate(int seat, String warriors, String nonce, boolean signedIn) {
        return enterLate(new StagedPlayer(this, seat, ++connections), warriors, nonce, signedIn);
    }

    /** Comes late by a connection that is seen open once, and is closed by then. */
    StagedPlayer enterLateAndGo(int seat) {
        StagedPlayer player = new StagedPlayer(this, seat, ++connections);
        player.goneAfter(1);
        return enterLate(player, "2", NONCE, true);
    }

    private StagedPlayer enterLate(
            StagedPlayer player, String warriors, String nonce, boolean signedIn) {
        int seat = player.seat();
        TreeMap<String, String> options = new TreeMap<>(Map.of("warriors", warriors));
        LateSeat late = new LateSeat(player(seat), "owl", options, HASH);
        post(
                new RoomCall.Enter(
                        player,
                        Optional.of("enter"),
                        Ticket.late(ID, player(seat), late),
                        nonce,
                        signedIn));
        return player;
    }

    /** Joins a room that opens for nobody, under that name. */
    StagedPlayer join(int player, String name) {
        return join(new StagedPlayer(this, player, ++connections), name);
    }

    StagedPlayer join(StagedPlayer player, String name) {
        LateSeat seat = new LateSeat(name, "owl", new TreeMap<>(), "");
        Ticket ticket = Ticket.late(ID, player(player.seat()), seat);
        post(new RoomCall.Enter(player, Optional.of("enter"), ticket, "", true));
        return player;
    }

    /** Joins with nothing but his ticket. */
    StagedPlayer joinWithTicketAlone(int number, String name) {
        StagedPlayer player = new StagedPlayer(this, number, ++connections);
        LateSeat seat = new LateSeat(name, "owl", new TreeMap<>(), "");
        Ticket ticket = Ticket.late(ID, player(number), seat);
        post(new RoomCall.Enter(player, Optional.of("enter"), ticket, "", false));
        return player;
    }

    /** Looks on. */
    StagedPlayer watch(int player) {
        StagedPlayer watcher = new StagedPlayer(this, player, ++connections);
        Ticket ticket = Ticket.watching(ID, player(player));
        post(new RoomCall.Enter(watcher, Optional.of("enter"), ticket, "", true));
        return watcher;
    }

    /** Comes late with what he has. */
    StagedPlayer enterLate(int seat) {
        return enterLate(seat, "2", NONCE, true);
    }

    /** Comes back to that seat by a connection of its own. */
    StagedPlayer resume(int seat, long lastEpoch, long lastSequence) {
        StagedPlayer player = new StagedPlayer(this, seat, ++connections);
        Optional<String> id = Optional.of("resume");
        post(new RoomCall.Resume(player, id, player(seat), lastEpoch, lastSequence));
        return player;
    }

    public void order(RoomOrder order) {
        post(new RoomCall.Ordered(order, results::add));
    }

    /** An operator wants it elsewhere. */
    void orderHandOver() {
        order(new RoomOrder.HandOver(handOver()));
    }

    void hostLeaves() {
        inform(new RoomCall.HostLeaving());
    }

    void inform(RoomCall call) {
        room.inform(call);
        run();
    }

    void post(RoomCall call) {
        assertEquals(Posted.TAKEN, room.post(call));
        run();
    }

    /** Runs as often as it takes until all has come back that comes back at once. */
    public void run() {
        for (int i = 0; i < RUNS; i++) {
            long due = room.run(clock.nanoTime());
            room.flush();
            room.ran(0, 0);
            if (due == Long.MIN_VALUE) {
                return;
            }
        }
    }

    /** So much time goes by. */
    public void pass(long ms) {
        for (long passed = 0; passed < ms; passed += STEP_MS) {
            clock.pass(Math.min(STEP_MS, ms - passed));
            run();
        }
    }

    /** What operators are shown of fair play. */
    List<RoomPulse.FlaggedSeat> flagged() {
        return room.pulse().flagged();
    }

    RoomLifecycle phase() {
        return room.pulse().phase();
    }

    RoomGrant grant() {
        return room.grant();
    }

    long tick() {
        return room.tick();
    }

    /** What the stored journal begins with. */
    JournalEntry.Opened opened() {
        return (JournalEntry.Opened) store.decoded(game).getFirst();
    }

    /** What is stored that was applied. */
    public List<Input> applied() {
        return store.applied(game);
    }

    /** The play's hash, once it plays. */
    public StateHash hash() {
        return play().machine().hash();
    }

    /** What everybody may see of the play, once it plays. */
    public Message view() {
        return play().machine().view(Viewer.WATCHER);
    }

    /** Whether its play has ended. */
    public boolean isFinished() {
        return play().machine().finished();
    }

    /** Whether it was made void, as a room is whose rules or shell throw. */
    public boolean isVoid() {
        return !voids.isEmpty();
    }

    private RoomPlay play() {
        return Objects.requireNonNull(room.play());
    }
}
