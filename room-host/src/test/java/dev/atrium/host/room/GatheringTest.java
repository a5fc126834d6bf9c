package dev.atrium.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.GameInfo.Durability;
import dev.atrium.game.Input;
import dev.atrium.vrf.DrawnSeed;
import dev.atrium.vrf.SeedProof;
import dev.atrium.vrf.SeedProof.SeatNonce;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Who plays is settled before anybody can know the seed. */
class GatheringTest {
    private static final long DEADLINE_MS = 11_000;

    private final StagedRoom stage = StagedRoom.of(Durability.RELAXED);

    private static DrawnSeed drawnWith(int... seats) {
        List<SeatNonce> nonces =
                Arrays.stream(seats).mapToObj(s -> new SeatNonce(s, StagedRoom.NONCE)).toList();
        SeedProof proof = new SeedProof("00".repeat(32), nonces, "00".repeat(80));
        return new DrawnSeed(StagedRoom.SEED, Optional.of(proof));
    }

    @Test
    void whoLeavesWhileTheSeedIsDrawnLeavesThePlay() {
        stage.seed = new CompletableFuture<>();
        StagedPlayer stays = stage.enter(0);
        StagedPlayer leaves = stage.enter(1);
        leaves.leave();
        assertEquals(List.of(), leaves.told("left"), "not yet");
        assertEquals(List.of(), leaves.refused());

        stage.seed.complete(drawnWith(0, 1));
        stage.pass(1_000);

        assertEquals(RoomLifecycle.PLAYING, stage.phase());
        assertEquals(2, stage.opened().seats().size());
        assertTrue(stage.applied().contains(new Input.Left(1)), "he has a part in it, and left");
        assertEquals(1, leaves.told("left").size());
        assertEquals(1, stays.told("player-left").size());
    }

    @Test
    void whoLeavesBeforeItIsDrawnHasNoPart() {
        stage.seed = CompletableFuture.completedFuture(drawnWith(0));
        StagedPlayer leaves = stage.enter(1);
        leaves.leave();
        assertEquals(1, leaves.told("left").size());
        stage.enter(0);
        stage.pass(1_000);

        assertEquals(RoomLifecycle.PLAYING, stage.phase());
        assertEquals(1, stage.opened().seats().size());
        assertEquals(List.of(0), List.copyOf(stage.opened().nonces().keySet()));
    }

    @Test
    void whoWasInWhenAnotherOwnerHadItDrawnPlaysThoughHeIsNotBack() {
        stage.seed = CompletableFuture.completedFuture(drawnWith(0, 1));
        stage.enter(0);
        stage.pass(DEADLINE_MS);

        assertEquals(RoomLifecycle.PLAYING, stage.phase());
        assertEquals(List.of(0, 1), List.copyOf(stage.opened().nonces().keySet()));
        assertEquals(1, stage.enter(1).told("entered").size());
    }

    @Test
    void aRoomIsVoidWhoseSeedWasDrawnWithSomebodyWhoHasLeft() {
        stage.seed = CompletableFuture.completedFuture(drawnWith(0, 1));
        stage.enter(1).leave();
        stage.enter(0);
        stage.pass(1_000);

        assertEquals("seats-changed", stage.voids.getFirst().reason());
    }

    @Test
    void aRoomThatAllHaveLeftWhoCameIsVoid() {
        stage.enter(1).leave();
        stage.pass(DEADLINE_MS);

        assertEquals("nobody-entered", stage.voids.getFirst().reason());
    }
}
