package dev.atrium.functions.settle;

import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeProof;

import java.util.List;

/**
 * What is kept for good of the outcomes of a family of games: which statistics they add to, which
 * histories they stand in, and which board ranks them. No family writes to another's.
 */
sealed interface Records permits ArenaRecords, PartyRecords, RatedRecords {
    /**
     * The steps that book an outcome. Each is done once; in this order a run that was cut short
     * leaves nothing that shows more than there is.
     *
     * @param proven of that outcome
     * @throws IllegalArgumentException if it contradicts itself, and can never be booked
     */
    List<Step> steps(Outcome outcome, OutcomeProof.Result.Proven proven);

    /** One step of a settlement. */
    @FunctionalInterface
    interface Step {
        /**
         * Does it, if it is not done.
         *
         * @param nowMs wall time
         * @throws IllegalStateException if others were faster every time; it may be tried again
         */
        Booking book(long nowMs);
    }
}
