package dev.atrium.functions.human;

import dev.atrium.identity.Puzzles;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Puzzles that the newcomer's machine solves. They are bound to the network that asked for them and
 * hold for two minutes; each is used once. A network from which many sign up gets longer ones: one
 * bit more, which is twice the work, for each {@value #SIGN_UPS_PER_BIT} within an hour, up to
 * {@value #BITS_MORE_MAX}. Who collected puzzles before that may still use them for their two
 * minutes. Blocking and thread-safe; what its memory throws is thrown.
 */
public final class ProofOfWork implements HumanCheck {
    /** Within an hour. */
    public static final int SIGN_UPS_PER_BIT = 20;

    /** Sixty-four times the work. */
    public static final int BITS_MORE_MAX = 6;

    private static final String SIGN_UP = "sign-up";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Puzzles puzzles;
    private final int bits;
    private final Memory memory;
    private final InstantSource clock;

    /**
     * Puzzles of a deployment.
     *
     * @param bits of a network from which few sign up; 0: everybody passes and shows nothing
     */
    public ProofOfWork(Puzzles puzzles, int bits, Memory memory, InstantSource clock) {
        this.puzzles = puzzles;
        this.bits = bits;
        this.memory = memory;
        this.clock = clock;
    }

    /** What all instances remember together. */
    public interface Memory {
        /**
         * Remembers that a puzzle was solved.
         *
         * @param kept how long, 1 ms and more
         * @return false if it was solved before
         */
        boolean isFirst(String puzzleId, Duration kept);

        /** How many have signed up from a network within the hour that runs. */
        int signUps(String network);

        /** One more has. */
        void countSignUp(String network);
    }

    /** A puzzle for somebody of that network; of difficulty 0 if none need be solved. */
    public Puzzles.Puzzle puzzle(String network) {
        byte[] random = new byte[Puzzles.RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return puzzles.make(SIGN_UP, network, difficulty(network), random, clock.instant());
    }

    private int difficulty(String network) {
        if (bits == 0) {
            return 0;
        }
        int more = Math.min(memory.signUps(network) / SIGN_UPS_PER_BIT, BITS_MORE_MAX);
        return Math.min(bits + more, Puzzles.DIFFICULTY_MAX);
    }

    @Override
    public Verdict check(Newcomer newcomer) {
        if (bits == 0) {
            return new Verdict.Passed();
        }
        if (newcomer.proof().isEmpty()) {
            int difficulty = difficulty(newcomer.network());
            return new Verdict.Required(
                    "Solve a puzzle of POST /auth/puzzle first; difficulty " + difficulty + ".");
        }
        Newcomer.Proof proof = newcomer.proof().get();
        Instant now = clock.instant();
        return switch (puzzles.check(
                SIGN_UP, newcomer.network(), proof.puzzle(), proof.solution(), now)) {
            case Puzzles.Verdict.Solved solved -> used(solved, newcomer.network(), now);
            case Puzzles.Verdict.NotOurs notOurs -> new Verdict.Invalid();
            case Puzzles.Verdict.Expired expired -> new Verdict.Invalid();
            case Puzzles.Verdict.NotSolved notSolved -> new Verdict.Invalid();
        };
    }

    /** Remembered a little longer than it holds: clocks of instances differ. */
    private Verdict used(Puzzles.Verdict.Solved solved, String network, Instant now) {
        Duration kept = Duration.between(now, solved.expiresAt()).plus(Puzzles.LIFETIME);
        if (!memory.isFirst(solved.id(), kept)) {
            return new Verdict.Invalid();
        }
        memory.countSignUp(network);
        return new Verdict.Passed();
    }
}
