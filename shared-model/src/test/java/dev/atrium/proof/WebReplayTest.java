package dev.atrium.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.atrium.catalog.Games;
import dev.atrium.dice.Seed;
import dev.atrium.game.Input;
import dev.atrium.game.Seat;
import dev.atrium.game.Verdict;
import dev.atrium.game.arena.BlitzGame;
import dev.atrium.game.arena.Direction;
import dev.atrium.game.arena.MoveWarrior;
import dev.atrium.game.arena.Point;
import dev.atrium.identity.SigningKey;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalFile;
import dev.atrium.journal.JournalRun.HashWatch;
import dev.atrium.vrf.DrawnSeed;
import dev.atrium.vrf.RoomDraw;
import dev.atrium.vrf.SeedProof;
import dev.atrium.vrf.VrfSecretKey;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The replay that the web client's tests read (`replay.test.mjs`), of a short match with a drawn
 * seed: what holds there holds here. {@code -Dreplay.update=true} writes it anew.
 */
class WebReplayTest {
    private static final String RESOURCE = "/dev/atrium/proof/replay-web.json";
    private static final VrfSecretKey DRAWS = VrfSecretKey.of(bytes(0x11));
    private static final SigningKey SIGNS = SigningKey.of(bytes(0x22));
    private static final TreeMap<Integer, String> NONCES =
            new TreeMap<>(Map.of(0, "a0".repeat(32), 1, "a1".repeat(32)));

    private static byte[] bytes(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    /** Two who walk, of whom one forfeits soon; the draw has the numbers of both. */
    private static ReplayFile made() {
        BlitzGame game = new BlitzGame();
        RoomDraw draw =
                new RoomDraw(PlayedRoom.ROOM, game.info().id(), game.info().rulesVersion(), NONCES);
        SeedProof proof = SeedProof.make(DRAWS, draw);
        Seed seed = proof.seed(draw.roomId(), draw.game(), draw.rulesVersion()).orElseThrow();
        List<Seat> seats = PlayedRoom.seats(2);
        HostlessRoom room = HostlessRoom.open(game, PlayedRoom.ROOM, seed, seats);
        put(room, move(0, 1, Direction.S, Optional.empty()));
        put(room, move(1, 1, Direction.N, Optional.of(new Point(4_096, -3))));
        advance(room, 60);
        put(room, move(0, 2, Direction.NE, Optional.empty()));
        // The number between these was refused, so no journal has it.
        put(room, move(0, 4, Direction.STOP, Optional.of(new Point(120, 8_000))));
        advance(room, 100);
        put(room, move(0, 5, Direction.W, Optional.empty()));
        put(room, new Input.Forfeited(1, "speed"));
        room.playToTheEnd();
        JournalFile journal = withNonces(room, seats);
        Outcome.Play play =
                new Outcome.Play(
                        PlayedRoom.ROOM,
                        new DrawnSeed(seed, Optional.of(proof)),
                        1_790_000_000_000L,
                        1_790_000_002_000L,
                        "test");
        Outcome outcome = Outcome.of(room.machine(), journal.chainHead(), play);
        return ReplayFile.signed(journal, OutcomeDocument.of(outcome), SIGNS);
    }

    private static Input move(int seat, long sequence, Direction direction, Optional<Point> at) {
        return new Input.Command(seat, sequence, new MoveWarrior(seat + "-0", direction, at));
    }

    private static void put(HostlessRoom room, Input input) {
        assertInstanceOf(Verdict.Accepted.class, room.apply(input));
    }

    private static void advance(HostlessRoom room, long tick) {
        while (room.machine().tick() < tick) {
            room.tick();
        }
    }

    /** The room's journal as a host writes it, whose players bring something to the seed. */
    private static JournalFile withNonces(HostlessRoom room, List<Seat> seats) {
        List<JournalEntry> entries = new ArrayList<>(room.entries());
        entries.set(
                0,
                new JournalEntry.Opened(
                        PlayedRoom.ROOM,
                        room.machine().game().info().id(),
                        room.machine().game().info().rulesVersion(),
                        seats,
                        new TreeMap<>(),
                        NONCES));
        return PlayedRoom.file(entries);
    }

    @Test
    void replayOfTheWebClientsTestsIsVerifiedHereToo() throws IOException, ReplayException {
        if (Boolean.getBoolean("replay.update")) {
            Files.write(Path.of("src/test/resources" + RESOURCE), made().bytes());
        }
        ReplayFile replay;
        try (InputStream in = WebReplayTest.class.getResourceAsStream(RESOURCE)) {
            replay = ReplayFile.read(in.readAllBytes());
        }

        OutcomeProof.Rules rules =
                new OutcomeProof.Rules(Games.all(), SeedRule.drawnBy(List.of(DRAWS.publicKey())));
        ReplayCheck.Result.Verified verified =
                assertInstanceOf(
                        ReplayCheck.Result.Verified.class,
                        ReplayCheck.check(
                                rules, replay, Optional.of(SIGNS.publicKey()), HashWatch.NONE));
        assertEquals(PlayedRoom.ROOM, verified.outcome().roomId());
    }
}
