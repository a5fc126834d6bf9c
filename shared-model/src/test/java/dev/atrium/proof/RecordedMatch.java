package dev.atrium.proof;

import dev.atrium.archive.Archive;
import dev.atrium.dice.Dice;
import dev.atrium.dice.Seed;
import dev.atrium.game.Bot;
import dev.atrium.game.Emissions;
import dev.atrium.game.Game;
import dev.atrium.game.Input;
import dev.atrium.game.PlayerCommand;
import dev.atrium.game.Presence;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Seat;
import dev.atrium.game.Verdict;
import dev.atrium.game.Viewer;
import dev.atrium.game.arena.BlitzGame;
import dev.atrium.journal.JournalCodec;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalFile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A Blitz match of three house bots as a host would journal it: a mark every 20 ticks, a hash every
 * 60. One goes and comes back, then two forfeit, so it is short.
 */
final class RecordedMatch {
    static final String ROOM = "0123456789abcdef0123456789abcdef";
    static final Seed SEED = Seed.ofHex("5a".repeat(Seed.BYTES));
    static final String KEY = Archive.journalKey(ROOM);

    final Game game = new BlitzGame();
    final RoomMachine room;
    final List<JournalEntry> entries = new ArrayList<>();
    private final List<Bot> bots = new ArrayList<>();
    private final long[] sequences = new long[3];
    private int index;

    RecordedMatch() {
        List<Seat> seats = seats();
        this.room = RoomMachine.open(game, SEED, seats, new TreeMap<>());
        entries.add(opened(ROOM, "arena.blitz", 1, seats));
        for (Seat seat : seats) {
            Dice dice = Dice.of(SEED.derive("bot/" + seat.index()));
            bots.add(game.bot(seat.index(), dice).orElseThrow());
        }
        while (!room.finished()) {
            tick();
        }
        entries.add(new JournalEntry.Mark(room.tick(), Optional.of(room.hash())));
    }

    static JournalEntry.Opened opened(String room, String gameId, int rules, List<Seat> seats) {
        return new JournalEntry.Opened(
                room, gameId, rules, seats, new TreeMap<>(), new TreeMap<>(Map.of(0, "n0")));
    }

    static List<Seat> seats() {
        List<Seat> seats = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            TreeMap<String, String> options = new TreeMap<>(Map.of("warriors", "2"));
            seats.add(new Seat(i, "bot-" + i, "Bot " + i, "fox", true, options));
        }
        return seats;
    }

    private void tick() {
        long tick = room.tick();
        index = 0;
        if (tick > 0 && tick % 20 == 0) {
            entries.add(
                    new JournalEntry.Mark(
                            tick, tick % 60 == 0 ? Optional.of(room.hash()) : Optional.empty()));
        }
        if (tick == 100) {
            apply(new Input.PresenceChanged(1, Presence.GONE));
        } else if (tick == 160) {
            apply(new Input.PresenceChanged(1, Presence.HERE));
        } else if (tick == 250) {
            apply(new Input.Forfeited(1, "speed"));
        } else if (tick == 310) {
            apply(new Input.Forfeited(2, "speed"));
        }
        if (tick % 3 == 0) {
            for (int seat = 0; seat < bots.size() && !room.finished(); seat++) {
                drive(seat);
            }
        }
        if (!room.finished()) {
            room.advanceTo(tick + 1, Emissions.NONE);
        }
    }

    private void drive(int seat) {
        for (PlayerCommand command :
                bots.get(seat).decide(room.tick(), room.view(Viewer.seat(seat)))) {
            apply(new Input.Command(seat, ++sequences[seat], command));
        }
    }

    private void apply(Input input) {
        if (room.apply(input, Emissions.NONE) instanceof Verdict.Accepted) {
            entries.add(new JournalEntry.Applied(room.tick(), index++, input));
        }
    }

    int hashes() {
        return (int)
                entries.stream()
                        .filter(e -> e instanceof JournalEntry.Mark m && m.hash().isPresent())
                        .count();
    }

    JournalFile file() {
        return file(entries);
    }

    /** A whole and well-chained journal of these entries, whatever they say. */
    JournalFile file(List<JournalEntry> all) {
        JournalCodec codec = new JournalCodec(game.vocabulary());
        return new JournalFile(ROOM, all.stream().map(codec::encode).toList());
    }

    Outcome outcome() {
        return new Outcome(
                ROOM,
                "arena.blitz",
                1,
                "random",
                SEED.revealHex(),
                OutcomeProof.seatsOf(room.seats().keySet()),
                room.standings().orElseThrow().reason(),
                OutcomeProof.placesOf(room.standings().orElseThrow()),
                room.tick(),
                file().chainHead().hex(),
                room.hash().hex(),
                1_700_000_000_000L,
                1_700_000_006_000L,
                "test");
    }
}
