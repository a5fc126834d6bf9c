package dev.atrium.functions.settle;

import dev.atrium.functions.edge.SeatPlans;
import dev.atrium.identity.VerifyKey;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.proof.OutcomeProof;
import dev.atrium.room.NonceHashes;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.wire.WireException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Whether an outcome may be settled: it is signed with a key of the deployment's, it is the room's
 * own, and it follows from the archived journal. Reads only.
 */
final class OutcomeCheck {
    private static final String NOT_SETTLEABLE = "not-settleable";

    private final Evidence evidence;
    private final GameRecords records;

    OutcomeCheck(Evidence evidence, GameRecords records) {
        this.evidence = evidence;
        this.records = records;
    }

    /** What a check came to. */
    sealed interface Result {
        /**
         * It may be settled.
         *
         * @param steps what is booked, in order
         * @param outcome what is proven
         * @param forfeits whom a host took out for how he played, with the reason, by seat
         */
        record Believed(
                List<Records.Step> steps, Outcome outcome, SortedMap<Integer, String> forfeits)
                implements Result {}

        /**
         * It may never be.
         *
         * @param reason a code: {@code unknown-key}, {@code signature-invalid}, {@code
         *     outcome-unreadable}, {@code room-missing}, {@code room-differs}, {@code
         *     not-settleable}, {@code seed-random} if there are stakes, {@code nonce-mismatch}, or
         *     one of {@link OutcomeProof.Result.Refuted}'s
         */
        record Refused(String reason) implements Result {}

        /**
         * What it is held against is not there yet; the same may be tried again.
         *
         * @param missing a code: {@code outcome-keys} or {@code seed-keys}
         */
        record Later(String missing) implements Result {}
    }

    /**
     * Checks an outcome.
     *
     * @param room the row of its room, if there is one
     * @param stakes whether somebody is paid by it
     * @throws IOException if the archive cannot be read now; the same may be tried again
     */
    Result check(OutcomeRow row, Optional<RoomRow> room, boolean stakes) throws IOException {
        OutcomeDocument document = new OutcomeDocument(row.document());
        List<VerifyKey> keys = evidence.keys().get();
        if (keys.isEmpty()) {
            return new Result.Later("outcome-keys");
        }
        Optional<VerifyKey> key =
                keys.stream().filter(known -> known.keyId().equals(row.keyId())).findFirst();
        if (key.isEmpty()) {
            return new Result.Refused("unknown-key");
        }
        if (!isSigned(document, row.signature(), key.get())) {
            return new Result.Refused("signature-invalid");
        }
        Outcome outcome;
        try {
            outcome = document.read();
        } catch (WireException e) {
            return new Result.Refused("outcome-unreadable");
        }
        if (room.isEmpty()) {
            return new Result.Refused("room-missing");
        }
        if (!outcome.roomId().equals(row.roomId()) || !isOf(outcome, document, room.get())) {
            return new Result.Refused("room-differs");
        }
        if (stakes && outcome.seedProof().isEmpty()) {
            return new Result.Refused("seed-random");
        }
        if (!isDrawnFromPlan(outcome, room.get())) {
            return new Result.Refused("nonce-mismatch");
        }
        Optional<OutcomeProof> proof = evidence.proofs().now(stakes);
        if (proof.isEmpty()) {
            return new Result.Later("seed-keys");
        }
        return switch (proof.get().prove(outcome)) {
            case OutcomeProof.Result.Refuted refuted -> new Result.Refused(refuted.reason());
            case OutcomeProof.Result.Proven proven -> settlement(outcome, proven);
        };
    }

    private Result settlement(Outcome outcome, OutcomeProof.Result.Proven proven) {
        Optional<Records> kept = records.find(outcome.game());
        if (kept.isEmpty()) {
            return new Result.Refused(NOT_SETTLEABLE);
        }
        try {
            List<Records.Step> steps = new ArrayList<>(kept.get().steps(outcome, proven));
            // Of a room in which no game began nothing is kept, and so nothing counted.
            if (!steps.isEmpty()) {
                steps.add(records.aggregates().step(outcome, proven));
            }
            return new Result.Believed(steps, outcome, proven.forfeits());
        } catch (IllegalArgumentException e) {
            return new Result.Refused(NOT_SETTLEABLE);
        }
    }

    private static boolean isSigned(OutcomeDocument document, String signature, VerifyKey key) {
        try {
            return key.verifies(document.bytes(), Base64.getUrlDecoder().decode(signature));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The nonces of a draw are those whose hashes the players gave when they queued. */
    private static boolean isDrawnFromPlan(Outcome outcome, RoomRow room) {
        return outcome.seedProof().stream()
                .allMatch(drawn -> new NonceHashes(SeatPlans.of(room)).allow(drawn.noncesBySeat()));
    }

    /** The host writes outcome and room in one transaction, so they tell the same. */
    private static boolean isOf(Outcome outcome, OutcomeDocument document, RoomRow room) {
        return room.status() == RoomStatus.FINISHED
                && room.game().equals(outcome.game())
                && room.rulesVersion() == outcome.rulesVersion()
                && document.hash().hex().equals(room.outcomeHash());
    }
}
