package dev.atrium.functions.edge;

import dev.atrium.functions.human.ProofOfWork;

import java.time.Duration;

/**
 * What was solved, in Redis, until it would have expired anyway. Without Redis nobody signs up: a
 * puzzle that could be used again would be none.
 */
final class PuzzleMemory implements ProofOfWork.Memory {
    private static final RateLimit.Rate SIGN_UPS = RateLimit.Rate.SIGN_UPS_OF_A_NETWORK;

    private final Stores stores;
    private final RateLimit rates;

    PuzzleMemory(Stores stores, RateLimit rates) {
        this.stores = stores;
        this.rates = rates;
    }

    @Override
    public boolean isFirst(String puzzleId, Duration kept) {
        return stores.oneTime().isFirst(stores.keys().solvedPuzzle(puzzleId), kept);
    }

    @Override
    public int signUps(String network) {
        return rates.taken(SIGN_UPS, network);
    }

    /** Beyond the rate there is nothing more to count: the puzzles are as long as they get. */
    @Override
    public void countSignUp(String network) {
        RateLimit.Allowance _ = rates.take(SIGN_UPS, network);
    }
}
