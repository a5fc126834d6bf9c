package dev.atrium.host.room;

import dev.atrium.dice.Dice;
import dev.atrium.dice.Seed;
import dev.atrium.game.Bot;
import dev.atrium.game.BotStrength;
import dev.atrium.game.Game;
import dev.atrium.game.GameCatalog;
import dev.atrium.game.PlayerCommand;
import dev.atrium.game.Viewer;
import dev.atrium.host.bridge.Bridges;
import dev.atrium.host.clock.HostClock;
import dev.atrium.host.connection.Connection;
import dev.atrium.host.connection.Showing;
import dev.atrium.host.journal.JournalStore;
import dev.atrium.proof.Outcome;
import dev.atrium.room.SeatPlan;
import dev.atrium.vrf.DrawnSeed;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Plays rooms to nobody before a host takes real ones, as fast as it can: afterwards the compiler
 * knows every path of the games, the rare ones too, and no player's room is slow while it learns.
 * Nothing of it is stored, sent or counted. On the caller's thread.
 */
public final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final long SECOND_NANOS = 1_000_000_000L;

    /** Seats at most; the first of them is told in JSON, the others in the compact form. */
    private static final int SEATS_MAX = 20;

    /** Ticks after which another game has its turn. */
    private static final int TURN_TICKS = 1_200;

    private static final int DECISIONS_HZ = 10;

    /** Those who play, in turn, so that the compiler meets each kind of bot. */
    private static final BotStrength[] STRENGTHS = BotStrength.values();

    private final List<Game> games;
    private final long forNanos;
    private int rooms;
    private long ticks;

    private Rehearsal(List<Game> games, long forMs) {
        this.games = games;
        this.forNanos = TimeUnit.MILLISECONDS.toNanos(forMs);
    }

    /**
     * What was played.
     *
     * @param rooms rooms that were opened
     * @param ticks ticks in all of them
     */
    public record Report(int rooms, long ticks) {}

    /**
     * Plays the games in turn.
     *
     * @param forMs wall time, 0 and more; a turn that has begun is played to its end
     */
    public static Report play(List<Game> games, long forMs) {
        Rehearsal rehearsal = new Rehearsal(games, forMs);
        if (forMs > 0 && !games.isEmpty()) {
            rehearsal.play();
        }
        return new Report(rehearsal.rooms, rehearsal.ticks);
    }

    private void play() {
        long began = System.nanoTime();
        ArrayDeque<Game> waiting = new ArrayDeque<>(games);
        while (!waiting.isEmpty() && System.nanoTime() - began < forNanos) {
            Game game = waiting.remove();
            try {
                turn(game);
                waiting.add(game);
            } catch (Throwable failure) { // NOPMD a bug in one game must not keep a host from play
                LOG.warn("the rehearsal of {} failed", game.info().id(), failure);
            }
        }
    }

    private void turn(Game game) {
        rooms++;
        Stage stage = new Stage(game);
        for (int i = 0; i < TURN_TICKS && !stage.over(); i++) {
            stage.tick();
            ticks++;
        }
        stage.takeOver();
    }

    /** One room with its players, and a clock that goes from tick to tick. */
    private static final class Stage {
        private final RehearsedJournal journal = new RehearsedJournal();
        private final Seed seed = Seed.of(new byte[Seed.BYTES]);
        private final RoomGrant grant;
        private final RoomSeats seats;
        private final RoomVoice voice;
        private final RoomPlay play;
        private final TreeMap<Integer, Bot> players = new TreeMap<>();
        private final ArrayDeque<RoomCall> results = new ArrayDeque<>();
        private final int tickNanos;
        private final int decideEvery;
        private long nowNanos = System.nanoTime();
        private long sequence;
        private long turns;

        Stage(Game game) {
            int rate = game.info().tickRateHz();
            this.tickNanos = (int) (SECOND_NANOS / rate);
            this.decideEvery = Math.max(1, rate / DECISIONS_HZ);
            this.grant = new RoomGrant("rehearsal", 1, game, plans(game));
            RoomServices services = services(journal);
            this.seats = new RoomSeats(grant.seats());
            this.voice = new RoomVoice(grant.owned(), seats, services);
            for (RoomSeats.Place place : seats.all()) {
                boolean compact = place.index() > 0 && game.compactForm().isPresent();
                place.enter(new Listener(compact), "");
                Dice dice = Dice.of(seed.derive("seat/" + place.index()));
                game.bot(place.plan().seat(), dice)
                        .ifPresent(bot -> players.put(place.index(), bot));
            }
            this.play =
                    new RoomPlay(
                            grant,
                            services,
                            new RoomPlay.Parts(
                                    seats,
                                    voice,
                                    RoomPulse.of(grant, services, "rehearsal"),
                                    results::add),
                            PlayStart.anew(DrawnSeed.random(seed)),
                            nowNanos);
        }

        private static List<SeatPlan> plans(Game game) {
            int count = Math.min(SEATS_MAX, game.info().seatsMax());
            List<SeatPlan> plans = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String name = "player-" + i;
                BotStrength strength = STRENGTHS[i % STRENGTHS.length];
                TreeMap<String, String> options = new TreeMap<>();
                options.put(BotStrength.OPTION, strength.word());
                plans.add(new SeatPlan(i, name, name, "", false, options, ""));
            }
            return plans;
        }

        /** Runs what was played once more, as a host does that takes a room over. */
        void takeOver() {
            journal.run(GameCatalog.of(grant.game()), seed, grant.roomId());
        }

        boolean over() {
            return play.machine().finished();
        }

        void tick() {
            nowNanos += tickNanos;
            if (turns++ % decideEvery == 0) {
                players.forEach(this::decide);
            }
            play.run(nowNanos);
            for (RoomCall result = results.poll(); result != null; result = results.poll()) {
                play.appendStored(nowNanos);
            }
            voice.flush();
        }

        private void decide(int seat, Bot bot) {
            Connection connection = seats.all().get(seat).connection();
            if (connection == null) {
                return;
            }
            long tick = play.machine().tick();
            for (PlayerCommand wanted : bot.decide(tick, play.machine().view(Viewer.seat(seat)))) {
                RoomCall.Act act =
                        new RoomCall.Act(
                                connection, seat, Optional.empty(), ++sequence, wanted, nowNanos);
                play.commands(nowNanos).take(seat, act);
            }
        }
    }

    /** What a room needs that nobody outside of it knows of. */
    static RoomServices services(JournalStore journal) {
        return new RoomServices(
                journal,
                SeedSource.random(),
                RoomBeginnings.UNSEEN,
                new NoEnding(),
                RoomHandOver.NOBODY,
                RoomReclaim.NEVER,
                RoomTrimming.NEVER,
                HostClock.SYSTEM,
                InstantSource.system(),
                "",
                1,
                0,
                0,
                0,
                () -> true,
                RoomMeters.NONE,
                () -> false,
                RoomForfeits.UNHEARD,
                Bridges.NONE,
                Speech.FREE);
    }

    private static final class NoEnding implements RoomEnding {
        @Override
        public void store(long epoch, long entries, Outcome outcome, Consumer<Result> done) {}

        @Override
        public void voidRoom(String roomId, long epoch, String reason, Consumer<Result> done) {}

        @Override
        public void forget(String roomId, String gameId, long epoch) {}
    }

    /** A player who is told everything, in one of the forms, and whose network takes it all. */
    private static final class Listener extends NullSession {
        private final boolean compact;
        private @Nullable Showing last;

        Listener(boolean compact) {
            super("rehearsal");
            this.compact = compact;
        }

        @Override
        public boolean isCompact() {
            return compact;
        }

        @Override
        public void writeView(Showing showing, boolean asCompact) {
            var _ = asCompact ? showing.compactAfter(last) : showing.text();
            last = showing;
        }
    }
}
