package dev.atrium.host.seed;

import dev.atrium.dice.Seed;
import dev.atrium.host.room.SeedSource;
import dev.atrium.vrf.DrawnSeed;
import dev.atrium.vrf.SeedExchange.Answer;
import dev.atrium.vrf.SeedExchange.Request;
import dev.atrium.vrf.SeedProof;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Seeds that a function draws, with a copy near by for who takes a room over. The copy may be lost:
 * the function remembers what each room was drawn from, and gives the same again.
 */
public final class DrawnSeeds implements SeedSource {
    private static final Logger LOG = LoggerFactory.getLogger(DrawnSeeds.class);

    private final SeedFunction function;
    private final SeedSource copies;
    private final Executor calls;

    /**
     * Seeds of that function.
     *
     * @param copies only kept and found there
     * @param calls for what blocks
     */
    public DrawnSeeds(SeedFunction function, SeedSource copies, Executor calls) {
        this.function = function;
        this.copies = copies;
        this.calls = calls;
    }

    @Override
    public CompletionStage<DrawnSeed> draw(Room room, SortedMap<Integer, String> nonces) {
        List<SeedProof.SeatNonce> brought =
                nonces.entrySet().stream()
                        .map(nonce -> new SeedProof.SeatNonce(nonce.getKey(), nonce.getValue()))
                        .toList();
        return CompletableFuture.supplyAsync(() -> drawn(room, Optional.of(brought)), calls)
                .thenApply(
                        drawn -> {
                            DrawnSeed seed =
                                    drawn.orElseThrow(
                                            () -> new IllegalStateException("no seed is drawn"));
                            copy(room, seed);
                            return seed;
                        });
    }

    @Override
    public CompletionStage<Optional<DrawnSeed>> find(Room room) {
        return copies.find(room)
                .thenComposeAsync(
                        copy ->
                                copy.isPresent()
                                        ? CompletableFuture.completedStage(copy)
                                        : CompletableFuture.supplyAsync(
                                                () -> drawn(room, Optional.empty()), calls),
                        calls);
    }

    @Override
    public CompletionStage<Void> keep(String roomId, DrawnSeed seed) {
        return copies.keep(roomId, seed);
    }

    /** Nobody waits for that. */
    private void copy(Room room, DrawnSeed seed) {
        copies.keep(room.roomId(), seed)
                .whenComplete(
                        (kept, failure) -> {
                            if (failure != null) {
                                LOG.atWarn()
                                        .addKeyValue("room", room.roomId())
                                        .log("its seed has no copy: {}", failure.toString());
                            }
                        });
    }

    private Optional<DrawnSeed> drawn(Room room, Optional<List<SeedProof.SeatNonce>> nonces) {
        Answer answer = function.ask(new Request(room.roomId(), nonces));
        if (answer.refused().isPresent()) {
            throw new IllegalStateException("no seed is drawn: " + answer.refused().get());
        }
        return answer.proof().map(proof -> new DrawnSeed(seed(room, proof), answer.proof()));
    }

    private static Seed seed(Room room, SeedProof proof) {
        return proof.seed(room.roomId(), room.game(), room.rulesVersion())
                .orElseThrow(() -> new IllegalStateException("what was drawn is not proven"));
    }
}
