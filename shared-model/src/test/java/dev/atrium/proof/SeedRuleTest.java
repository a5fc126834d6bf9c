package dev.atrium.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.dice.Seed;
import dev.atrium.game.arena.BlitzGame;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalRun.HashWatch;
import dev.atrium.journal.JournalSegment;
import dev.atrium.proof.OutcomeProof.Result.Proven;
import dev.atrium.proof.OutcomeProof.Result.Refuted;
import dev.atrium.vrf.DrawnSeed;
import dev.atrium.vrf.RoomDraw;
import dev.atrium.vrf.SeedProof;
import dev.atrium.vrf.SeedProof.SeatNonce;
import dev.atrium.vrf.VrfPublicKey;
import dev.atrium.vrf.VrfSecretKey;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an outcome says of its seed: each thing of it that is not so is found. */
class SeedRuleTest {
    private static final String NONCE = "ab".repeat(32);
    private static final VrfSecretKey KEY = VrfSecretKey.generate();
    private static final RoomDraw DRAW =
            new RoomDraw(PlayedRoom.ROOM, "arena.blitz", 3, new TreeMap<>(Map.of(0, NONCE)));
    private static final SeedProof PROOF = SeedProof.make(KEY, DRAW);
    private static final Seed SEED = PROOF.seed(PlayedRoom.ROOM, "arena.blitz", 3).orElseThrow();

    private static final HostlessRoom PLAYED = played();
    private static final Outcome DRAWN = PLAYED.outcome(1, 2, "test");
    private static final Outcome RANDOM = with("random", SEED.revealHex(), Optional.empty());

    private final SeedRule mustBeDrawn = SeedRule.drawnBy(List.of(KEY.publicKey()));

    private static HostlessRoom played() {
        HostlessRoom room =
                HostlessRoom.open(
                        new BlitzGame(),
                        PlayedRoom.ROOM,
                        new DrawnSeed(SEED, Optional.of(PROOF)),
                        PlayedRoom.seats(4));
        room.seatBots();
        room.playToTheEnd();
        return room;
    }

    private static Outcome with(String source, String seed, Optional<SeedProof> proof) {
        return new Outcome(
                DRAWN.roomId(),
                DRAWN.game(),
                DRAWN.rulesVersion(),
                source,
                seed,
                proof,
                DRAWN.seats(),
                DRAWN.reason(),
                DRAWN.standings(),
                DRAWN.ticks(),
                DRAWN.journalHash(),
                DRAWN.stateHash(),
                DRAWN.startedAt(),
                DRAWN.finishedAt(),
                DRAWN.hostBuild());
    }

    private static OutcomeProof.Result prove(SeedRule rule, Outcome outcome) {
        return OutcomeProof.prove(
                new OutcomeProof.Rules(PlayedRoom.CATALOG, rule),
                outcome,
                List.of(JournalSegment.whole(PLAYED.journal())),
                HashWatch.NONE);
    }

    @Test
    void aDrawnSeedIsProvenByWhicheverRule() {
        assertInstanceOf(Proven.class, prove(mustBeDrawn, DRAWN));
        assertInstanceOf(Proven.class, prove(SeedRule.AS_CLAIMED, DRAWN));
    }

    @Test
    void aRandomOneIsWhereNobodyAsksForMore() {
        assertInstanceOf(Proven.class, prove(SeedRule.AS_CLAIMED, RANDOM));
        assertEquals(new Refuted("seed-random"), prove(mustBeDrawn, RANDOM));
    }

    @Test
    void whatSaysItIsDrawnAndShowsNothingIsRefuted() {
        Outcome claimed = with("vrf", SEED.revealHex(), Optional.empty());
        assertEquals(new Refuted("seed-proof-missing"), prove(SeedRule.AS_CLAIMED, claimed));
        Outcome shy = with("random", SEED.revealHex(), Optional.of(PROOF));
        assertEquals(new Refuted("seed-proof-missing"), prove(SeedRule.AS_CLAIMED, shy));
    }

    @Test
    void anotherSeedThanTheDrawnOneIsRefuted() {
        Outcome other = with("vrf", "5f".repeat(32), Optional.of(PROOF));
        assertEquals(new Refuted("seed-differs"), prove(SeedRule.AS_CLAIMED, other));
    }

    @Test
    void anotherKeysDrawIsRefutedWhereTheKeysAreKnown() {
        SeedProof others = SeedProof.make(VrfSecretKey.generate(), DRAW);
        Seed seed = others.seed(PlayedRoom.ROOM, "arena.blitz", 3).orElseThrow();
        Outcome outcome = with("vrf", seed.revealHex(), Optional.of(others));
        assertEquals(new Refuted("seed-key-differs"), prove(mustBeDrawn, outcome));
        VrfPublicKey known = VrfPublicKey.ofHex(others.publicKey());
        assertEquals(
                new Refuted("hash-differs"),
                prove(SeedRule.drawnBy(List.of(KEY.publicKey(), known)), outcome),
                "the room was not played with it");
    }

    @Test
    void aProofOfSomethingElseIsRefuted() {
        for (SeedProof odd :
                List.of(
                        SeedProof.make(
                                KEY,
                                new RoomDraw(PlayedRoom.ROOM, "arena.siege", 2, DRAW.nonces())),
                        new SeedProof(PROOF.publicKey(), List.of(), PROOF.proof()),
                        new SeedProof(PROOF.publicKey(), PROOF.nonces(), "00".repeat(80)),
                        new SeedProof(PROOF.publicKey(), PROOF.nonces(), "no hex"),
                        new SeedProof("00".repeat(32), PROOF.nonces(), PROOF.proof()))) {
            Outcome outcome = with("vrf", SEED.revealHex(), Optional.of(odd));
            assertEquals(new Refuted("seed-proof-invalid"), prove(SeedRule.AS_CLAIMED, outcome));
        }
    }

    @Test
    void theDrawHasWhatPlayersBroughtAndNothingElse() {
        String other = "cd".repeat(32);
        assertTrue(drawnWith(Map.of(0, NONCE), Map.of(0, NONCE)));
        assertTrue(
                drawnWith(Map.of(0, NONCE), Map.of(0, NONCE, 1, other)), "who came while it was");
        assertFalse(drawnWith(Map.of(0, NONCE), Map.of(0, other)), "not what he brought");
        assertFalse(drawnWith(Map.of(0, NONCE), Map.of(1, NONCE)), "he brought nothing");
        assertFalse(drawnWith(Map.of(0, NONCE), Map.of()), "nobody brought anything");
        assertFalse(drawnWith(Map.of(), Map.of(0, NONCE)), "drawn without anybody");
        assertFalse(drawnWith(Map.of(0, NONCE, 9, other), Map.of(0, NONCE)), "one more to turn by");
        assertFalse(
                drawnWith(Map.of(0, NONCE, 9, other), Map.of(0, NONCE, 9, other)),
                "nobody sits there");
        assertFalse(
                drawnWith(Map.of(0, NONCE, 2, other), Map.of(0, NONCE, 2, other)),
                "a bot sits there");
        assertTrue(drawnWith(Map.of(), Map.of()));
        assertTrue(SeedRule.drawnWith(Optional.empty(), opened(Map.of(0, NONCE))));
    }

    private static boolean drawnWith(Map<Integer, String> drawn, Map<Integer, String> brought) {
        RoomDraw draw = new RoomDraw(PlayedRoom.ROOM, "arena.blitz", 2, new TreeMap<>(drawn));
        return SeedRule.drawnWith(Optional.of(SeedProof.make(KEY, draw)), opened(brought));
    }

    /** Seats 0 and 1 are people's, 2 and 3 bots'. */
    private static JournalEntry.Opened opened(Map<Integer, String> brought) {
        return new JournalEntry.Opened(
                PlayedRoom.ROOM,
                "arena.blitz",
                2,
                PlayedRoom.seats(4),
                new TreeMap<>(),
                new TreeMap<>(brought));
    }

    @Test
    void itIsShownToNobodyByItself() {
        assertEquals("SeedProof[hidden]", PROOF.toString());
        assertEquals(List.of(new SeatNonce(0, NONCE)), PROOF.nonces());
    }
}
