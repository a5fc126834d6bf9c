package dev.atrium.game.arena;

import dev.atrium.game.Game;
import dev.atrium.game.Input;
import dev.atrium.game.Seat;
import dev.atrium.game.arena.ArenaView.FieldView;
import dev.atrium.game.arena.ArenaView.Phase;
import dev.atrium.game.arena.ArenaView.PowerUpView;
import dev.atrium.game.arena.ArenaView.Shrink;
import dev.atrium.game.arena.ArenaView.WarriorView;
import dev.atrium.message.Deadline;
import dev.atrium.wire.Acknowledgements;
import dev.atrium.wire.CompactView;
import dev.atrium.wire.ServerMessage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Writes golden frames of a new version of the subprotocol; those of old versions are never written
 * again.
 */
final class GoldenFramesRecorder {
    private static final long STARTED_AT_MS = 1_795_151_100_000L;
    private static final int VIEW_TICKS = 3;
    private static final int COMMANDS_MAX = 40;

    private final BotMatch match;
    private final GoldenFrames golden;
    private final TreeMap<Integer, Long> durable = new TreeMap<>();
    private long sequence;
    private int told;
    private int journalled;
    private int commands;

    private GoldenFramesRecorder(Game game, String about, long seed, List<Seat> seats) {
        this.match = new BotMatch(game, seed, seats);
        this.golden = new GoldenFrames(game, about);
    }

    /**
     * Two arguments: {@code blitz}, {@code siege}, {@code practice} or {@code edges}, and the file
     * to write.
     */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        if (Files.exists(file)) {
            throw new IOException(file + " is there already, and is to stay as it is");
        }
        Files.write(
                file,
                switch (arguments[0]) {
                    case "blitz" -> blitz();
                    case "siege" -> siege();
                    case "practice" -> practice();
                    case "edges" -> edges();
                    default -> throw new IOException("no frames of " + arguments[0]);
                });
    }

    /** The begin, the time in which the field begins to shrink, and the end of a match. */
    private static List<String> blitz() {
        List<Seat> seats = new ArrayList<>();
        int[] warriors = {2, 1, 2, 1, 2, 1};
        for (int i = 0; i < warriors.length; i++) {
            TreeMap<String, String> options = new TreeMap<>();
            options.put("warriors", Integer.toString(warriors[i]));
            // The last is a house bot, whose commands are not acknowledged to anybody.
            seats.add(new Seat(i, "player-" + i, "Player " + i, "fox", i == 5, options));
        }
        long seed = 1;
        long end = endOfBlitz(seed, seats);
        while (end < 2_900) {
            seed++;
            end = endOfBlitz(seed, seats);
        }
        GoldenFramesRecorder recorder =
                new GoldenFramesRecorder(
                        new BlitzGame(),
                        "A Blitz match; written once, kept for good.",
                        seed,
                        seats);
        BotMatch rehearsal = new BotMatch(new BlitzGame(), seed, seats).playToTheEnd();
        long spawned = tickOf(ArenaEvent.PowerUpSpawned.class, rehearsal);
        long collected = tickOf(ArenaEvent.PowerUpCollected.class, rehearsal);
        recorder.play(0, 180, 3, tick -> {});
        recorder.play(spawned - 15, spawned + 45, 3, tick -> {});
        recorder.play(collected - 15, collected + 45, 3, tick -> {});
        recorder.play(2_670, 2_790, 3, tick -> {});
        recorder.play(end - 90, end, 3, tick -> {});
        return recorder.golden.lines();
    }

    private static long endOfBlitz(long seed, List<Seat> seats) {
        return new BotMatch(new BlitzGame(), seed, seats).playToTheEnd().room.tick();
    }

    /** A siege over which something comes after its first minute, and that somebody enters late. */
    private static List<String> siege() {
        List<Seat> seats = Stage.seats(5, 4, 3, 2, 1, 5, 4, 3, 2, 1);
        long seed = 1;
        while (!somethingLasts(seed, seats)) {
            seed++;
        }
        GoldenFramesRecorder recorder =
                new GoldenFramesRecorder(
                        new SiegeGame(), "A Siege; written once, kept for good.", seed, seats);
        recorder.play(0, 60, 3, tick -> {});
        recorder.play(
                3_570,
                3_660,
                3,
                tick -> {
                    if (tick == 3_630) {
                        recorder.match.join(Stage.person(60));
                    }
                });
        recorder.play(4_170, 4_230, 3, tick -> {});
        return recorder.golden.lines();
    }

    private static boolean somethingLasts(long seed, List<Seat> seats) {
        BotMatch rehearsal = new BotMatch(new SiegeGame(), seed, seats);
        while (rehearsal.room.tick() < 4_230 && !rehearsal.room.finished()) {
            rehearsal.tick();
            if (rehearsal.room.tick() == 3_600 && rehearsal.view().special().isEmpty()) {
                return false;
            }
        }
        return !rehearsal.room.finished();
    }

    /** Two people and eight bots; one more comes, one leaves, and the fallen return. */
    private static List<String> practice() {
        List<Seat> seats = new ArrayList<>(List.of(Stage.person(0), Stage.person(1)));
        for (int i = 2; i < 10; i++) {
            seats.add(Stage.bot(i));
        }
        GoldenFramesRecorder recorder =
                new GoldenFramesRecorder(
                        new PracticeGame(), "A practice; written once, kept for good.", 30, seats);
        BotMatch rehearsal = new BotMatch(new PracticeGame(), 30, seats);
        while (rehearsal.room.tick() < 3_000) {
            rehearsal.tick();
        }
        long respawn = tickOf(ArenaEvent.WarriorRespawned.class, rehearsal);
        recorder.play(0, 150, 1, tick -> {});
        recorder.play(
                respawn - 30,
                respawn + 150,
                3,
                tick -> {
                    if (tick == respawn + 60) {
                        recorder.match.join(Stage.person(19));
                    } else if (tick == respawn + 90) {
                        recorder.match.apply(new Input.Left(1));
                    }
                });
        return recorder.golden.lines();
    }

    /** When that happened first. */
    private static long tickOf(Class<? extends ArenaEvent> type, BotMatch rehearsal) {
        return rehearsal.told.stream()
                .filter(told -> type.isInstance(told.event()))
                .findFirst()
                .orElseThrow()
                .tick();
    }

    /**
     * Plays on to {@code to}, and records from {@code from} on; before it, the client is away.
     *
     * @param viewsPerMiss times ten: after so many views he is too slow for one without events
     */
    private void play(long from, long to, int viewsPerMiss, LongConsumer disturb) {
        golden.miss();
        int shown = 0;
        while (match.room.tick() < to && !match.room.finished()) {
            disturb.accept(match.room.tick());
            match.tick();
            boolean due = match.room.tick() % VIEW_TICKS == 0 || match.room.finished();
            boolean recorded = match.room.tick() > from;
            if (recorded) {
                commands();
            }
            if (!due) {
                continue;
            }
            CompactView view = view();
            if (!recorded) {
                continue;
            }
            shown++;
            if (shown % (10 * viewsPerMiss) == 0 && view.events().isEmpty()) {
                golden.miss();
            } else {
                golden.show(view);
            }
        }
    }

    private void commands() {
        for (; journalled < match.journal.size(); journalled++) {
            boolean own =
                    match.journal.get(journalled).input() instanceof Input.Command command
                            && command.seat() == GoldenFrames.SEAT;
            if (own && commands < COMMANDS_MAX) {
                Input.Command command = (Input.Command) match.journal.get(journalled).input();
                MoveWarrior move = (MoveWarrior) command.command();
                commands++;
                golden.send(
                        command.sequence(),
                        new MoveWarrior(
                                move.warriorId(),
                                move.direction(),
                                commands % 3 == 0 ? place(move.warriorId()) : Optional.empty()));
            }
        }
    }

    private Optional<Point> place(String id) {
        return match.view().warriors().stream()
                .filter(warrior -> warrior.id().equals(id))
                .map(warrior -> new Point(warrior.x(), warrior.y()))
                .findFirst();
    }

    /** As a host would show it: what was applied by the view before is stored by this one. */
    private CompactView view() {
        List<String> events =
                match.told.subList(told, match.told.size()).stream()
                        .map(
                                event ->
                                        ServerMessage.bare(
                                                event.event(), GoldenFramesRecorder::wallMs))
                        .toList();
        told = match.told.size();
        sequence += 1 + events.size();
        int[] seats =
                match.room.seats().keySet().stream()
                        .filter(seat -> !seat.bot())
                        .mapToInt(Seat::index)
                        .toArray();
        long[] applied = new long[seats.length];
        long[] stored = new long[seats.length];
        for (int i = 0; i < seats.length; i++) {
            applied[i] = match.room.lastSequence(seats[i]);
            stored[i] = Math.min(applied[i], durable.getOrDefault(seats[i], 0L));
            durable.put(seats[i], applied[i]);
        }
        long tick = match.room.tick();
        return new CompactView(
                new ServerMessage.Position(GoldenFrames.ROOM, 1, sequence, tick),
                wallMs(tick),
                new Acknowledgements(seats, applied, stored),
                events,
                match.view());
    }

    private static long wallMs(long tick) {
        return STARTED_AT_MS + Math.round(tick * GoldenFrames.MS_PER_TICK);
    }

    /** What no match comes to so soon: large numbers, every direction and kind, odd texts. */
    private static List<String> edges() {
        GoldenFrames golden =
                new GoldenFrames(
                        new BlitzGame(), "What is rare, put together by hand; kept for good.");
        FieldView field = new FieldView(32, 256, 0, 8_192, Shrink.NONE);
        List<WarriorView> first = new ArrayList<>();
        List<Direction> ways = List.of(Direction.values());
        for (int i = 0; i < ways.size(); i++) {
            first.add(
                    new WarriorView(
                            3 * i + "-" + i,
                            3 * i,
                            127 << i,
                            64 << i,
                            ways.get(i),
                            100,
                            i,
                            i,
                            0,
                            i));
        }
        golden.show(
                edge(300, 1, 1, view(Phase.FIGHTING, 5_400, field, first, powerUps()), List.of()));
        List<WarriorView> second = new ArrayList<>(first.subList(2, 5));
        second.addFirst(new WarriorView("0-0", 0, -3, 9_000, Direction.STOP, 1, 300, 0, 70_000, 0));
        second.add(new WarriorView("100-0", 100, 0, 0, Direction.NW, 127, 0, 600, 128, 16_384));
        second.add(new WarriorView("100-9", 100, 1, 1, Direction.N, 127, 0, 600, 128, 16_384));
        second.add(new WarriorView("100-10", 100, 2, 2, Direction.S, 127, 0, 600, 128, 16_384));
        FieldView smaller = new FieldView(32, 256, 127, 8_065, Shrink.SHRINKING);
        List<String> odd =
                List.of(
                        "{\"type\":\"said\",\"data\":{\"text\":\"\uFEFFÄ – 𝄞 \\\"\\\\\"}}",
                        "{\"type\":\"power-up-expired\",\"data\":{\"id\":\"k\"}}");
        golden.show(edge(300, 4, 4, view(Phase.FIGHTING, 5_400, smaller, second, List.of()), odd));
        FieldView smallest = new FieldView(32, 256, 2_048, 6_144, Shrink.SHRUNK);
        golden.show(
                edge(
                        300,
                        1L << 20,
                        200,
                        view(Phase.FINISHED, 5_401, smallest, List.of(), powerUps()),
                        List.of()));
        golden.show(
                edge(
                        1L << 40,
                        (1L << 50) + 1,
                        1L << 33,
                        view(Phase.FINISHED, 0, smallest, second, List.of()),
                        odd));
        long commanded = 1;
        for (Direction way : ways) {
            golden.send(
                    commanded, new MoveWarrior("0-" + ways.indexOf(way), way, Optional.empty()));
            commanded = commanded * 40 + 7;
        }
        golden.send(128, new MoveWarrior("0-99", Direction.W, Optional.of(new Point(-1, 70_000))));
        golden.send(
                1L << 40,
                new MoveWarrior("0-0", Direction.E, Optional.of(new Point(-1_000_000, 1_000_000))));
        return golden.lines();
    }

    private static List<PowerUpView> powerUps() {
        List<PowerUpView> powerUps = new ArrayList<>();
        for (PowerUpKind kind : PowerUpKind.values()) {
            int place = 40 * powerUps.size();
            powerUps.add(new PowerUpView("é".repeat(place), kind, place, 32_767 - place));
        }
        return powerUps;
    }

    private static ArenaView view(
            Phase phase,
            long end,
            FieldView field,
            List<WarriorView> warriors,
            List<PowerUpView> powerUps) {
        return new ArenaView(
                phase,
                end == 0 ? Optional.empty() : Optional.of(new Deadline(end)),
                field,
                warriors,
                powerUps,
                Optional.empty());
    }

    /** With acknowledgements that rise by every step there is, the escaped ones too. */
    private static CompactView edge(
            long epoch, long at, long tick, ArenaView view, List<String> events) {
        int[] seats = {0, 3, 6, 127, 128, 999};
        long[] applied = new long[seats.length];
        long[] stored = new long[seats.length];
        for (int i = 0; i < seats.length; i++) {
            applied[i] = at * (i + 1) - 1;
            stored[i] = at * i;
        }
        return new CompactView(
                new ServerMessage.Position(GoldenFrames.ROOM, epoch, at, tick),
                wallMs(tick),
                new Acknowledgements(seats, applied, stored),
                events,
                view);
    }
}
