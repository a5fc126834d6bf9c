package dev.atrium.proof;

import dev.atrium.dice.Seed;
import dev.atrium.game.Emissions;
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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A short match of Blitz, played for real, with its journal: one hash a second, as hosts write. */
final class PlayedRoom {
    static final String ROOM = "0123456789abcdef0123456789abcdef";
    static final Seed SEED = Seed.ofHex("5e".repeat(Seed.BYTES));
    static final GameCatalog CATALOG = GameCatalog.of(new BlitzGame());

    private static final int MARK_TICKS = 60;

    final RoomMachine machine;
    final List<JournalEntry> entries = new ArrayList<>();

    private PlayedRoom(RoomMachine machine) {
        this.machine = machine;
    }

    /** Five who stand about, of whom two walk, until all but one forfeit. */
    static PlayedRoom played() {
        List<Seat> seats =
                IntStream.range(0, 5)
                        .mapToObj(
                                i -> new Seat(i, "p-" + i, "P" + i, "fox", i > 1, new TreeMap<>()))
                        .toList();
        PlayedRoom room =
                new PlayedRoom(RoomMachine.open(new BlitzGame(), SEED, seats, new TreeMap<>()));
        room.entries.add(
                new JournalEntry.Opened(
                        ROOM, "arena.blitz", 1, seats, new TreeMap<>(), new TreeMap<>()));
        room.put(0, move(0, 1, Direction.S));
        room.put(1, move(1, 1, Direction.N));
        room.mark();
        room.advanceTo(90);
        room.put(0, move(0, 2, Direction.STOP));
        room.advanceTo(200);
        for (int seat = 1; seat < seats.size(); seat++) {
            room.put(seat - 1, new Input.Forfeited(seat, "speed"));
        }
        room.advanceTo(Long.MAX_VALUE);
        return room;
    }

    static Input move(int seat, long sequence, Direction direction) {
        return new Input.Command(
                seat, sequence, new MoveWarrior(seat + "-0", direction, Optional.empty()));
    }

    private void put(int index, Input input) {
        if (!(machine.apply(input, Emissions.NONE) instanceof Verdict.Accepted)) {
            throw new IllegalStateException("refused: " + input);
        }
        entries.add(new JournalEntry.Applied(machine.tick(), index, input));
    }

    private void mark() {
        entries.add(new JournalEntry.Mark(machine.tick(), Optional.of(machine.hash())));
    }

    private void advanceTo(long tick) {
        while (machine.tick() < tick && !machine.finished()) {
            machine.advanceTo(machine.tick() + 1, Emissions.NONE);
            if (machine.tick() % MARK_TICKS == 0 || machine.finished()) {
                mark();
            }
        }
    }

    static JournalFile file(List<JournalEntry> entries) {
        JournalCodec codec = new JournalCodec(new BlitzGame().vocabulary());
        return new JournalFile(ROOM, entries.stream().map(codec::encode).toList());
    }

    JournalFile file() {
        return file(entries);
    }

    Outcome outcome() {
        return new Outcome(
                ROOM,
                "arena.blitz",
                1,
                "random",
                SEED.revealHex(),
                OutcomeProof.seatsOf(machine.seats().keySet()),
                machine.standings().orElseThrow().reason(),
                OutcomeProof.placesOf(machine.standings().orElseThrow()),
                machine.tick(),
                file().chainHead().hex(),
                machine.hash().hex(),
                1_795_151_100_000L,
                1_795_151_105_000L,
                "test");
    }
}
