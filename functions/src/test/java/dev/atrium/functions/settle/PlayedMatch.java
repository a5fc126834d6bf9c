package dev.atrium.functions.settle;

import com.fasterxml.jackson.core.JsonProcessingException;

import dev.atrium.archive.Archive;
import dev.atrium.catalog.Games;
import dev.atrium.dice.Seed;
import dev.atrium.game.Game;
import dev.atrium.game.Input;
import dev.atrium.game.Seat;
import dev.atrium.game.arena.BlitzGame;
import dev.atrium.game.arena.PracticeGame;
import dev.atrium.identity.SigningKey;
import dev.atrium.journal.JournalFile;
import dev.atrium.proof.HostlessRoom;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.room.RoomStatus;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.state.StateHash;
import dev.atrium.vrf.DrawnSeed;
import dev.atrium.vrf.RoomDraw;
import dev.atrium.vrf.SeedProof;
import dev.atrium.vrf.VrfSecretKey;
import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A match, Blitz if nothing else is said, as a host plays, journals and ends it: two people and a
 * house bot, all three driven by bots.
 */
public record PlayedMatch(JournalFile journal, Outcome outcome) {
    static final long FINISHED_AT = 1_795_151_105_000L;

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

    /** The same with a seed that this key has drawn. */
    static PlayedMatch drawn(VrfSecretKey key, String roomId, String one, String other) {
        return drawn(new BlitzGame(), key, roomId, one, other);
    }

    /** A practice with a seed that this key has drawn. */
    static PlayedMatch drawnPractice(VrfSecretKey key, String roomId, String one, String other) {
        return drawn(new PracticeGame(), key, roomId, one, other);
    }

    private static PlayedMatch drawn(
            Game game, VrfSecretKey key, String roomId, String one, String other) {
        return of(game, roomId, seedOf(game, key, roomId), one, other);
    }

    private static DrawnSeed seedOf(Game game, VrfSecretKey key, String roomId) {
        RoomDraw draw =
                new RoomDraw(
                        roomId,
                        game.info().id(),
                        game.info().rulesVersion(),
                        new TreeMap<>(Map.of(0, "0a".repeat(32), 1, "1b".repeat(32))));
        SeedProof proof = SeedProof.make(key, draw);
        Seed seed = proof.seed(roomId, draw.game(), draw.rulesVersion()).orElseThrow();
        return new DrawnSeed(seed, Optional.of(proof));
    }

    private static PlayedMatch of(
            Game game, String roomId, long seedNumber, String one, String other) {
        return of(game, roomId, seed(seedNumber), one, other);
    }

    private static DrawnSeed seed(long number) {
        return DrawnSeed.random(Seed.of(ByteBuffer.allocate(Seed.BYTES).putLong(number).array()));
    }

    /** A Blitz of these two, and a bot, that the other forfeits in its first second. */
    static PlayedMatch forfeited(String roomId, long seedNumber, String one, String other) {
        return without(new Input.Forfeited(1, "speed"), roomId, seedNumber, one, other);
    }

    /** A Blitz of these two, and a bot, that the other leaves in its first second. */
    static PlayedMatch left(String roomId, long seedNumber, String one, String other) {
        return without(new Input.Left(1), roomId, seedNumber, one, other);
    }

    /**
     * A Blitz of these two with a seed that this key has drawn, which the other leaves at once, and
     * which ends at that time.
     */
    static PlayedMatch leftAtOnce(
            VrfSecretKey key, String roomId, String one, String other, long finishedAtMs) {
        BlitzGame game = new BlitzGame();
        HostlessRoom room =
                HostlessRoom.open(
                        game,
                        roomId,
                        seedOf(game, key, roomId),
                        List.of(seat(0, one, false, "1"), seat(1, other, false, "1")));
        room.tick();
        room.apply(new Input.Left(1));
        while (!room.machine().finished()) {
            room.tick();
        }
        return ended(room, finishedAtMs);
    }

    private static PlayedMatch without(
            Input.ToGame input, String roomId, long seedNumber, String one, String other) {
        BlitzGame game = new BlitzGame();
        HostlessRoom room =
                HostlessRoom.open(game, roomId, seed(seedNumber), seats(one, other, "3"));
        room.seatBots();
        room.tick();
        room.apply(input);
        while (!room.machine().finished()) {
            room.tick();
        }
        return ended(room);
    }

    private static PlayedMatch of(
            Game game, String roomId, DrawnSeed seed, String one, String other) {
        String warriors = game instanceof BlitzGame ? "3" : "1";
        HostlessRoom room = HostlessRoom.open(game, roomId, seed, seats(one, other, warriors));
        room.seatBots();
        while (!room.machine().finished()) {
            if (room.machine().tick() == LEAVE_TICK) {
                room.apply(new Input.Left(0));
                room.apply(new Input.Left(1));
            }
            room.tick();
        }
        return ended(room);
    }

    private static PlayedMatch ended(HostlessRoom room) {
        return ended(room, FINISHED_AT);
    }

    private static PlayedMatch ended(HostlessRoom room, long finishedAtMs) {
        return new PlayedMatch(
                room.journal(), room.outcome(finishedAtMs - 90_000, finishedAtMs, "test"));
    }

    private static List<Seat> seats(String one, String other, String warriors) {
        return List.of(
                seat(0, one, false, warriors),
                seat(1, other, false, warriors),
                seat(2, "bot-1", true, warriors));
    }

    private static Seat seat(int index, String playerId, boolean bot, String warriors) {
        TreeMap<String, String> options = new TreeMap<>();
        options.put("warriors", warriors);
        return new Seat(index, playerId, "Name " + index, "fox", bot, options);
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
                document.signature(key));
    }

    /** The room as the host leaves it with that outcome. */
    public static RoomRow finished(OutcomeRow row, String game) {
        int rulesVersion =
                Games.all().newest(game).map(known -> known.info().rulesVersion()).orElse(1);
        return new RoomRow(
                row.roomId(),
                game,
                rulesVersion,
                RoomStatus.FINISHED,
                "host-1",
                1,
                seats(row),
                FINISHED_AT - 100_000,
                FINISHED_AT,
                new OutcomeDocument(row.document()).hash().hex(),
                null,
                0);
    }

    /** Who queued with the hash of which nonce, where the outcome shows one. */
    private static String seats(OutcomeRow row) {
        try {
            Outcome outcome = new OutcomeDocument(row.document()).read();
            SortedMap<Integer, String> nonces =
                    outcome.seedProof().map(SeedProof::noncesBySeat).orElseGet(TreeMap::new);
            return Json.mapper()
                    .writeValueAsString(
                            outcome.seats().stream()
                                    .map(seat -> plan(seat, nonces.get(seat.seat())))
                                    .toList());
        } catch (WireException | JsonProcessingException e) {
            return "[]";
        }
    }

    private static SeatPlan plan(Outcome.OutcomeSeat seat, @Nullable String nonce) {
        String hash = nonce == null ? "" : StateHash.of(HexFormat.of().parseHex(nonce)).hex();
        return new SeatPlan(
                seat.seat(),
                seat.playerId(),
                seat.name(),
                seat.icon(),
                seat.bot(),
                new TreeMap<>(),
                hash);
    }
}
