package dev.atrium.functions.human;

import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

/** Lets people pass who want to be players. Blocking and thread-safe. */
public sealed interface HumanCheck permits ProofOfWork, CaptchaCheck {
    /**
     * Looks at what a newcomer shows, which is used up by it.
     *
     * @param newcomer who, and what he shows
     */
    Verdict check(Newcomer newcomer);

    /** What became of it. */
    sealed interface Verdict {
        /** He may sign up. */
        record Passed() implements Verdict {}

        /**
         * He shows nothing.
         *
         * @param hint what he should show, a sentence
         */
        record Required(String hint) implements Verdict {}

        /** What he shows is wrong, too old, for something else or used. */
        record Invalid() implements Verdict {}

        /** Nobody can tell now; nobody is let pass. */
        record Unknown() implements Verdict {}
    }

    /**
     * Lets a newcomer pass.
     *
     * @throws WireException {@code proof-required}, {@code proof-invalid} or {@code unavailable}
     */
    default void admit(Newcomer newcomer) throws WireException {
        switch (check(newcomer)) {
            case Verdict.Passed passed -> {}
            case Verdict.Required(String hint) ->
                    throw new WireException(ErrorCode.PROOF_REQUIRED, hint);
            case Verdict.Invalid invalid -> throw new WireException(ErrorCode.PROOF_INVALID);
            case Verdict.Unknown unknown -> throw new WireException(ErrorCode.UNAVAILABLE);
        }
    }
}
