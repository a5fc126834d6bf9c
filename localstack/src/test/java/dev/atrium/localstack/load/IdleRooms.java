package dev.atrium.localstack.load;

import dev.atrium.game.Game;
import dev.atrium.game.PlayerCommand;
import dev.atrium.host.bridge.Bridges;
import dev.atrium.host.clock.HostClock;
import dev.atrium.host.connection.Showing;
import dev.atrium.host.front.RoomDirectory;
import dev.atrium.host.journal.NullJournalStore;
import dev.atrium.host.loop.TickLoop;
import dev.atrium.host.room.NullSession;
import dev.atrium.host.room.Room;
import dev.atrium.host.room.RoomBeginnings;
import dev.atrium.host.room.RoomCall;
import dev.atrium.host.room.RoomEnding;
import dev.atrium.host.room.RoomGrant;
import dev.atrium.host.room.RoomHandOver;
import dev.atrium.host.room.RoomMeters;
import dev.atrium.host.room.RoomReclaim;
import dev.atrium.host.room.RoomServices;
import dev.atrium.host.room.RoomTrimming;
import dev.atrium.host.room.SeedSource;
import dev.atrium.host.room.Speech;
import dev.atrium.identity.Ticket;
import dev.atrium.localstack.stage.RoomStage;
import dev.atrium.message.MessageShape;
import dev.atrium.proof.Outcome;
import dev.atrium.room.RoomId;
import dev.atrium.room.SeatPlan;
import dev.atrium.wire.Json;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.WireException;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Opens rooms of a game in which nothing is due on a host's own loops, one player in each, and
 * prints what CPU they take while nobody does anything. Then everybody draws a card, which shows
 * that the rooms live. The main of {@code localstack/load/idle-rooms}.
 */
final class IdleRooms {
    private static final int SETTLE_S = 5;
    private static final long WAIT_S = 60;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private static final RoomEnding NO_END =
            new RoomEnding() {
                @Override
                public void store(
                        long epoch, long entries, Outcome outcome, Consumer<Result> done) {
                    throw new IllegalStateException("nobody ends these rooms");
                }

                @Override
                public void voidRoom(
                        String roomId, long epoch, String reason, Consumer<Result> done) {
                    throw new IllegalStateException("room " + roomId + " is void: " + reason);
                }

                @Override
                public void forget(String roomId, String gameId, long epoch) {}
            };

    private IdleRooms() {}

    /**
     * What came of it.
     *
     * @param rooms that were open
     * @param cpuSeconds of this process while they did nothing
     * @param seconds for which they did
     * @param alive how many showed their player a card afterwards
     */
    record Measured(int rooms, double cpuSeconds, int seconds, int alive) {
        double percentOfACore() {
            return 100 * cpuSeconds / seconds;
        }
    }

    /** How many rooms, 10,000 if left out, and for how many seconds, 30. */
    public static void main(String[] arguments) throws Exception {
        int rooms = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
        Measured measured = measure(rooms, seconds, SETTLE_S);
        // The line is what localstack/load/idle-rooms is for.
        System.out.printf(
                "%d idle rooms, %d s: %.2f CPU s, %.2f %% of a core; %d of them live%n",
                measured.rooms(),
                measured.seconds(),
                measured.cpuSeconds(),
                measured.percentOfACore(),
                measured.alive());
        System.exit(measured.alive() == rooms ? 0 : 1);
    }

    static Measured measure(int count, int seconds, int settleS) throws IOException {
        List<TickLoop> loops =
                IntStream.range(0, Runtime.getRuntime().availableProcessors())
                        .mapToObj(i -> new TickLoop("loop-" + i))
                        .toList();
        loops.forEach(TickLoop::start);
        RoomServices services =
                new RoomServices(
                        new NullJournalStore(), // journals are not what is measured
                        SeedSource.random(),
                        RoomBeginnings.UNSEEN,
                        NO_END,
                        RoomHandOver.NOBODY,
                        RoomReclaim.NEVER,
                        RoomTrimming.NEVER,
                        HostClock.SYSTEM,
                        InstantSource.system(),
                        "idle",
                        1,
                        10_000,
                        60_000,
                        30_000,
                        () -> true,
                        RoomMeters.NONE,
                        () -> false,
                        forfeit -> {},
                        Bridges.NONE,
                        Speech.FREE);
        RoomDirectory directory = new RoomDirectory(loops, services, count);
        Game game = new IdleGame();
        List<Player> players = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            players.add(Player.enter(directory, game));
        }
        awaitViews(players, 1);
        Cadence.await(System.nanoTime() + settleS * SECOND_NANOS);
        double before = ProcessFigures.cpuSeconds(ProcessHandle.current().pid());
        Cadence.await(System.nanoTime() + seconds * SECOND_NANOS);
        double after = ProcessFigures.cpuSeconds(ProcessHandle.current().pid());
        int[] seen = players.stream().mapToInt(player -> player.views.get()).toArray();
        players.forEach(Player::draw);
        awaitViews(players, 2);
        int alive = 0;
        for (int i = 0; i < count; i++) {
            alive += players.get(i).views.get() > seen[i] ? 1 : 0;
        }
        loops.forEach(TickLoop::stop);
        return new Measured(directory.size(), after - before, seconds, alive);
    }

    private static void awaitViews(List<Player> players, int views) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_S);
        while (System.nanoTime() < end
                && !players.stream().allMatch(player -> player.views.get() >= views)) {
            Cadence.await(System.nanoTime() + SECOND_NANOS / 100);
        }
    }

    /** A player without a socket: counts the views that reach him. */
    private static final class Player extends NullSession {
        private final AtomicInteger views = new AtomicInteger();
        private final Game game;
        private final Room room;

        private Player(RoomDirectory directory, Game game) {
            super("idle");
            this.game = game;
            String nonceHash = RoomStage.nonceHash();
            SeatPlan seat =
                    new SeatPlan(0, "idle", "Idle", "fox", false, new TreeMap<>(), nonceHash);
            this.room =
                    directory.open(new RoomGrant(RoomId.draw().value(), 1, game, List.of(seat)));
        }

        static Player enter(RoomDirectory directory, Game game) {
            Player player = new Player(directory, game);
            player.room.post(
                    new RoomCall.Enter(
                            player,
                            Optional.empty(),
                            new Ticket(player.room.roomId(), "idle", Optional.of(0)),
                            RoomStage.NONCE,
                            false));
            return player;
        }

        void draw() {
            PlayerCommand draw;
            try {
                MessageShape shape = game.vocabulary().shape("draw").orElseThrow();
                draw = (PlayerCommand) MessageJson.read(Json.object("{}"), shape);
            } catch (WireException e) {
                throw new IllegalStateException("draw has no fields", e);
            }
            room.post(new RoomCall.Act(this, 0, Optional.empty(), 1, draw));
        }

        @Override
        public void writeView(Showing showing, boolean compact) {
            views.incrementAndGet();
        }
    }
}
