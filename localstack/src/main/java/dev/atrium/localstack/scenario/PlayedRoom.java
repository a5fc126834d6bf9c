package dev.atrium.localstack.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.catalog.Games;
import dev.atrium.localstack.RunningStack;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.proof.OutcomeProof;
import dev.atrium.proof.SeedRule;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.Tables;
import dev.atrium.vrf.VrfPublicKey;
import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import software.amazon.awssdk.enhanced.dynamodb.Key;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What became of a room that was played to its end: settled, and proven.
 *
 * @param player who asks
 */
record PlayedRoom(RunningStack stack, ScenarioPlayer player, String roomId) {
    private static final Duration SETTLE_WAIT = Duration.ofSeconds(15);
    private static final long POLL_MS = 50;

    /** Its record once it is settled, or as it is when the time for that is over. */
    JsonNode settled() {
        return poll(
                () -> player.get("/matches/" + roomId), match -> match.path("settled").asBoolean());
    }

    /** The document once it is as wanted, or as it is when the time is over. */
    static JsonNode poll(Supplier<JsonNode> document, Predicate<JsonNode> wanted) {
        long end = System.nanoTime() + SETTLE_WAIT.toNanos();
        JsonNode found = document.get();
        while (!wanted.test(found) && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MS));
            found = document.get();
        }
        return found;
    }

    /** Where the seed comes from. */
    ObjectNode proof() {
        Outcome outcome = outcome();
        ObjectNode proof = Json.mapper().createObjectNode();
        proof.put("seedSource", outcome.seedSource());
        proof.put("seed", outcome.seed());
        outcome.seedProof()
                .ifPresent(
                        shown -> {
                            proof.put("publicKey", shown.publicKey());
                            proof.put("proof", shown.proof());
                            proof.put("nonces", shown.nonces().size());
                        });
        return proof.put("journalHash", outcome.journalHash())
                .put("stateHash", outcome.stateHash());
    }

    private Outcome outcome() {
        OutcomeRow row =
                Tables.OUTCOMES
                        .in(stack.enhanced(), stack.tablePrefix())
                        .getItem(Key.builder().partitionValue(roomId).build());
        try {
            return new OutcomeDocument(row.document()).read();
        } catch (WireException e) {
            throw new ScenarioException("the outcome cannot be read", e);
        }
    }

    /**
     * Runs the archived journal again, with a seed that must be drawn by a published key: {@code
     * same-hash}, or what is wrong.
     */
    String replay() {
        List<VrfPublicKey> keys = new ArrayList<>();
        for (JsonNode key : player.get("/.well-known/atrium-vrf.json").path("keys")) {
            keys.add(VrfPublicKey.ofHex(key.path("publicKey").asText()));
        }
        OutcomeProof proof =
                new OutcomeProof(
                        new OutcomeProof.Rules(Games.all(), SeedRule.drawnBy(keys)),
                        stack.archive());
        try {
            return switch (proof.prove(outcome())) {
                case OutcomeProof.Result.Proven proven -> "same-hash";
                case OutcomeProof.Result.Refuted refuted -> refuted.reason();
            };
        } catch (IOException e) {
            throw new ScenarioException("the archive cannot be read", e);
        }
    }
}
