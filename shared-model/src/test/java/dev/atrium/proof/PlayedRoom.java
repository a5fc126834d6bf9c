package dev.atrium.proof;

import dev.atrium.dice.Seed;
import dev.atrium.game.GameCatalog;
import dev.atrium.game.Input;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Seat;
import dev.atrium.game.Verdict;
import dev.atrium.game.arena.BlitzGame;
import dev.atrium.game.arena.Direction;
import dev.atrium.game.arena.MoveWarrior;
import dev.atrium.journal.JournalCodec;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalFile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A short match of Blitz, played for real, with its journal: one hash a second, as hosts write. */
final class PlayedRoom {
    static final String ROOM = "0123456789abcdef0123456789abcdef";
    static final Seed SEED = Seed.ofHex("5e".repeat(Seed.BYTES));
    static final GameCatalog CATALOG = GameCatalog.of(new BlitzGame());

    /** Who forfeits in {@link #played}, and why. */
    static final SortedMap<Integer, String> FORFEITS =
            new TreeMap<>(Map.of(1, "speed", 2, "speed", 3, "speed", 4, "speed"));

    /** What the proof of {@link #played} comes to. */
    static final OutcomeProof.Result PROVEN =
            new OutcomeProof.Result.Proven(
                    5, new BlitzGame().info(), new TreeMap<>(), FORFEITS, List.of());

    final RoomMachine machine;
    final List<JournalEntry> entries;
    private final HostlessRoom room;

    private PlayedRoom(HostlessRoom room) {
        this.room = room;
        this.machine = room.machine();
        this.entries = room.entries();
    }

    /** As many as that, each with a warrior; those from the third on are house bots by name. */
    static List<Seat> seats(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Seat(i, "p-" + i, "P" + i, "fox", i > 1, new TreeMap<>()))
                .toList();
    }

    /** Five who stand about, of whom two walk, until all but one forfeit. */
    static PlayedRoom played() {
        HostlessRoom room = HostlessRoom.open(new BlitzGame(), ROOM, SEED, seats(5));
        put(room, move(0, 1, Direction.S));
        put(room, move(1, 1, Direction.N));
        room.mark();
        advance(room, 90);
        put(room, move(0, 2, Direction.STOP));
        advance(room, 200);
        FORFEITS.forEach((seat, reason) -> put(room, new Input.Forfeited(seat, reason)));
        room.playToTheEnd();
        return new PlayedRoom(room);
    }

    static Input move(int seat, long sequence, Direction direction) {
        return new Input.Command(
                seat, sequence, new MoveWarrior(seat + "-0", direction, Optional.empty()));
    }

    private static void put(HostlessRoom room, Input input) {
        if (!(room.apply(input) instanceof Verdict.Accepted)) {
            throw new IllegalStateException("refused: " + input);
        }
    }

    private static void advance(HostlessRoom room, long tick) {
        while (room.machine().tick() < tick) {
            room.tick();
        }
    }

    static JournalFile file(List<JournalEntry> entries) {
        JournalCodec codec = new JournalCodec(new BlitzGame().vocabulary());
        return new JournalFile(ROOM, entries.stream().map(codec::encode).toList());
    }

    JournalFile file() {
        return room.journal();
    }

    Outcome outcome() {
        return room.outcome(1_795_151_100_000L, 1_795_151_105_000L, "test");
    }
}
