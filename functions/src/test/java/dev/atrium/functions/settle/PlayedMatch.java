package dev.atrium.functions.settle;

import dev.atrium.archive.Archive;
import dev.atrium.dice.Dice;
import dev.atrium.dice.Seed;
import dev.atrium.game.Bot;
import dev.atrium.game.Emissions;
import dev.atrium.game.Game;
import dev.atrium.game.Input;
import dev.atrium.game.PlayerCommand;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Seat;
import dev.atrium.game.Verdict;
import dev.atrium.game.Viewer;
import dev.atrium.game.arena.BlitzGame;
import dev.atrium.game.arena.PracticeGame;
import dev.atrium.identity.SigningKey;
import dev.atrium.journal.JournalCodec;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalFile;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.proof.OutcomeProof;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RoomRow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A match, Blitz if nothing else is said, as a host plays, journals and ends it: two people and a
 * house bot, all three driven by bots.
 */
public record PlayedMatch(JournalFile journal, Outcome outcome) {
    static final long FINISHED_AT = 1_795_151_105_000L;
    private static final int VIEW_TICKS = 3;
    private static final int HASH_TICKS = 60;

    /** Later than any Blitz ends. */
    private static final int LEAVE_TICK = 6_000;

    /** Plays a match of these two, and a bot. */
    public static PlayedMatch of(String roomId, long seedNumber, String one, String other) {
        return of(new BlitzGame(), roomId, seedNumber, one, other);
    }

    /** Plays a practice of these two, and a bot, until both leave in its second minute. */
    static PlayedMatch practice(String roomId, long seedNumber, String one, String other) {
        return of(new PracticeGame(), roomId, seedNumber, one, other);
    }

    private static PlayedMatch of(
            Game game, String roomId, long seedNumber, String one, String other) {
        String warriors = game instanceof BlitzGame ? "3" : "1";
        Seed seed = Seed.of(ByteBuffer.allocate(Seed.BYTES).putLong(seedNumber).array());
        List<Seat> seats =
                List.of(
                        seat(0, one, false, warriors),
                        seat(1, other, false, warriors),
                        seat(2, "bot-1", true, warriors));
        RoomMachine room = RoomMachine.open(game, seed, seats, new TreeMap<>());
        JournalCodec codec = new JournalCodec(game.vocabulary());
        List<byte[]> entries = new ArrayList<>();
        entries.add(
                codec.encode(
                        new JournalEntry.Opened(
                                roomId,
                                game.info().id(),
                                game.info().rulesVersion(),
                                seats,
                                new TreeMap<>(),
                                new TreeMap<>())));
        List<Bot> bots = new ArrayList<>();
        for (Seat seat : seats) {
            Dice dice = Dice.of(seed.derive("driver/" + seat.index()));
            bots.add(game.bot(seat.index(), dice).orElseThrow());
        }
        play(room, bots, codec, entries);
        JournalFile journal = new JournalFile(roomId, entries);
        Outcome outcome =
                new Outcome(
                        roomId,
                        game.info().id(),
                        game.info().rulesVersion(),
                        "random",
                        seed.revealHex(),
                        OutcomeProof.seatsOf(room.seats().keySet()),
                        room.standings().orElseThrow().reason(),
                        OutcomeProof.placesOf(room.standings().orElseThrow()),
                        room.tick(),
                        journal.chainHead().hex(),
                        room.hash().hex(),
                        FINISHED_AT - 90_000,
                        FINISHED_AT,
                        "test");
        return new PlayedMatch(journal, outcome);
    }

    private static Seat seat(int index, String playerId, boolean bot, String warriors) {
        TreeMap<String, String> options = new TreeMap<>();
        options.put("warriors", warriors);
        return new Seat(index, playerId, "Name " + index, "fox", bot, options);
    }

    private static void play(
            RoomMachine room, List<Bot> bots, JournalCodec codec, List<byte[]> entries) {
        long[] sequences = new long[bots.size()];
        while (!room.finished()) {
            int index = 0;
            for (int seat = 0; room.tick() == LEAVE_TICK && seat < 2; seat++) {
                Input left = new Input.Left(seat);
                room.apply(left, Emissions.NONE);
                entries.add(codec.encode(new JournalEntry.Applied(room.tick(), index++, left)));
            }
            for (int seat = 0; room.tick() % VIEW_TICKS == 0 && seat < bots.size(); seat++) {
                List<PlayerCommand> commands =
                        bots.get(seat).decide(room.tick(), room.view(Viewer.seat(seat)));
                for (PlayerCommand command : commands) {
                    Input.Command input = new Input.Command(seat, ++sequences[seat], command);
                    if (room.apply(input, Emissions.NONE) instanceof Verdict.Accepted) {
                        entries.add(
                                codec.encode(
                                        new JournalEntry.Applied(room.tick(), index++, input)));
                    }
                }
            }
            room.advanceTo(room.tick() + 1, Emissions.NONE);
            if (room.tick() % HASH_TICKS == 0 || room.finished()) {
                entries.add(
                        codec.encode(new JournalEntry.Mark(room.tick(), Optional.of(room.hash()))));
            }
        }
    }

    /** Puts the journal where the host does. */
    public void archive(Archive archive) {
        try {
            archive.put(
                    Archive.journalKey(outcome.roomId(), journal.chainHead()), journal.encode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The row that the host writes. */
    public OutcomeRow signed(SigningKey key) {
        return signed(outcome, key);
    }

    static OutcomeRow signed(Outcome outcome, SigningKey key) {
        OutcomeDocument document = OutcomeDocument.of(outcome);
        return new OutcomeRow(
                outcome.roomId(),
                document.text(),
                key.publicKey().keyId(),
                Base64.getUrlEncoder().withoutPadding().encodeToString(key.sign(document.bytes())));
    }

    /** The room as the host leaves it with that outcome. */
    public static RoomRow finished(OutcomeRow row, String game) {
        return new RoomRow(
                row.roomId(),
                game,
                1,
                RoomStatus.FINISHED,
                "host-1",
                1,
                "[]",
                FINISHED_AT - 100_000,
                FINISHED_AT,
                new OutcomeDocument(row.document()).hash().hex(),
                null,
                0);
    }
}
