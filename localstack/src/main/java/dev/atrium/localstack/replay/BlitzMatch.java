package dev.atrium.localstack.replay;

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
import dev.atrium.identity.SigningKey;
import dev.atrium.journal.JournalCodec;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalFile;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.proof.OutcomeProof;
import dev.atrium.proof.ReplayFile;
import dev.atrium.room.RoomId;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A Blitz of its full size, played by house bots to its end and journalled as a host does: every
 * command, and a mark with a hash each second. The same number plays the same match.
 */
final class BlitzMatch {
    static final int SEATS = 20;

    private static final int VIEW_TICKS = 3;
    private static final int MARK_TICKS = 60;
    private static final long FINISHED_AT_MS = 1_795_151_105_000L;

    private final Game game = new BlitzGame();
    private final JournalCodec codec = new JournalCodec(game.vocabulary());
    private final List<byte[]> entries = new ArrayList<>();
    private final String roomId = RoomId.draw().value();
    private final Seed seed;
    private final RoomMachine machine;
    private final List<Bot> bots = new ArrayList<>();
    private final long[] sequences = new long[SEATS];

    private BlitzMatch(long number) {
        seed = Seed.of(ByteBuffer.allocate(Seed.BYTES).putLong(number).array());
        List<Seat> seats =
                IntStream.range(0, SEATS)
                        .mapToObj(i -> new Seat(i, "p-" + i, "P" + i, "fox", true, one()))
                        .toList();
        machine = RoomMachine.open(game, seed, seats, new TreeMap<>());
        entries.add(
                codec.encode(
                        new JournalEntry.Opened(
                                roomId,
                                game.info().id(),
                                game.info().rulesVersion(),
                                seats,
                                new TreeMap<>(),
                                new TreeMap<>())));
        for (int seat = 0; seat < SEATS; seat++) {
            Dice dice = Dice.of(seed.derive("driver/" + seat));
            bots.add(game.bot(seat, dice).orElseThrow());
        }
    }

    private static SortedMap<String, String> one() {
        TreeMap<String, String> options = new TreeMap<>();
        options.put("warriors", "1");
        return options;
    }

    static BlitzMatch played(long number) {
        BlitzMatch match = new BlitzMatch(number);
        while (!match.machine.finished()) {
            match.step();
        }
        return match;
    }

    /** The longest of so many, since most are over before time is up. */
    static BlitzMatch longestOf(int matches) {
        BlitzMatch longest = played(1);
        for (int number = 2; number <= matches; number++) {
            BlitzMatch next = played(number);
            longest = next.ticks() > longest.ticks() ? next : longest;
        }
        return longest;
    }

    private void step() {
        int index = 0;
        for (int seat = 0; machine.tick() % VIEW_TICKS == 0 && seat < SEATS; seat++) {
            List<PlayerCommand> commands =
                    bots.get(seat).decide(machine.tick(), machine.view(Viewer.seat(seat)));
            for (PlayerCommand command : commands) {
                Input.Command input = new Input.Command(seat, ++sequences[seat], command);
                if (machine.apply(input, Emissions.NONE) instanceof Verdict.Accepted) {
                    entries.add(
                            codec.encode(new JournalEntry.Applied(machine.tick(), index++, input)));
                }
            }
        }
        machine.advanceTo(machine.tick() + 1, Emissions.NONE);
        if (machine.tick() % MARK_TICKS == 0 || machine.finished()) {
            entries.add(
                    codec.encode(
                            new JournalEntry.Mark(machine.tick(), Optional.of(machine.hash()))));
        }
    }

    long ticks() {
        return machine.tick();
    }

    int inputs() {
        return entries.size() - 1 - (int) (ticks() + MARK_TICKS - 1) / MARK_TICKS;
    }

    JournalFile journal() {
        return new JournalFile(roomId, entries);
    }

    Seed seed() {
        return seed;
    }

    /** As its host would leave it, signed with that key. */
    ReplayFile replay(SigningKey key) {
        JournalFile journal = journal();
        Outcome outcome =
                new Outcome(
                        roomId,
                        game.info().id(),
                        game.info().rulesVersion(),
                        "random",
                        seed.revealHex(),
                        OutcomeProof.seatsOf(machine.seats().keySet()),
                        machine.standings().orElseThrow().reason(),
                        OutcomeProof.placesOf(machine.standings().orElseThrow()),
                        machine.tick(),
                        journal.chainHead().hex(),
                        machine.hash().hex(),
                        FINISHED_AT_MS - ticks() * 1_000 / MARK_TICKS,
                        FINISHED_AT_MS,
                        "resimulation");
        OutcomeDocument document = OutcomeDocument.of(outcome);
        return new ReplayFile(
                journal,
                document,
                key.publicKey().keyId(),
                Base64.getUrlEncoder().withoutPadding().encodeToString(key.sign(document.bytes())),
                Optional.of(key.publicKey()));
    }
}
