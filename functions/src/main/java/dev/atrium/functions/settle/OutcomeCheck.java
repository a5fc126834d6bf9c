package dev.atrium.functions.settle;

import dev.atrium.functions.edge.SeatPlans;
import dev.atrium.game.GameInfo;
import dev.atrium.identity.VerifyKey;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.proof.OutcomeProof;
import dev.atrium.room.NonceHashes;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.settle.Settlement;
import dev.atrium.wire.WireException;

import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether an outcome may be settled: it is signed with the deployment's key, it is the room's own,
 * and it follows from the archived journal. Reads only.
 */
final class OutcomeCheck {
    private final VerifyKey key;
    private final Supplier<OutcomeProof> proof;

    OutcomeCheck(VerifyKey key, Supplier<OutcomeProof> proof) {
        this.key = key;
        this.proof = proof;
    }

    /** What a check came to. */
    sealed interface Result {
        /**
         * It may be settled.
         *
         * @param settlement what is booked
         * @param outcome what is proven
         */
        record Believed(Settlement settlement, Outcome outcome) implements Result {}

        /**
         * It may never be.
         *
         * @param reason a code: {@code unknown-key}, {@code signature-invalid}, {@code
         *     outcome-unreadable}, {@code room-missing}, {@code room-differs}, {@code
         *     not-settleable}, {@code seed-random} if there are stakes, {@code nonce-mismatch}, or
         *     one of {@link OutcomeProof.Result.Refuted}'s
         */
        record Refused(String reason) implements Result {}
    }

    /**
     * Checks an outcome.
     *
     * @param room the row of its room, if there is one
     * @throws IOException if the archive cannot be read now; the same may be tried again
     */
    Result check(OutcomeRow row, Optional<RoomRow> room) throws IOException {
        OutcomeDocument document = new OutcomeDocument(row.document());
        if (!row.keyId().equals(key.keyId())) {
            return new Result.Refused("unknown-key");
        }
        if (!isSigned(document, row.signature())) {
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
        if (room.get().hasStakes() && outcome.seedProof().isEmpty()) {
            return new Result.Refused("seed-random");
        }
        if (!isDrawnFromPlan(outcome, room.get())) {
            return new Result.Refused("nonce-mismatch");
        }
        return switch (proof.get().prove(outcome)) {
            case OutcomeProof.Result.Refuted refuted -> new Result.Refused(refuted.reason());
            case OutcomeProof.Result.Proven proven -> settlement(outcome, proven.game());
        };
    }

    private static Result settlement(Outcome outcome, GameInfo game) {
        try {
            return new Result.Believed(Settlement.of(outcome, game.ranking()), outcome);
        } catch (IllegalArgumentException e) {
            return new Result.Refused("not-settleable");
        }
    }

    private boolean isSigned(OutcomeDocument document, String signature) {
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
