package dev.atrium.escrow;

/**
 * What entering a room costs.
 *
 * @param game the room's game
 * @param feePerWarrior in the ledger's smallest unit, 1 to {@link EscrowLimits#FEE_MAX}
 */
public record EntryTerms(String game, long feePerWarrior) {
    public EntryTerms {
        if (game.isBlank()) {
            throw new IllegalArgumentException("game (allowed: a game's id)");
        }
        EscrowLimits.checkAmount("feePerWarrior", feePerWarrior, EscrowLimits.FEE_MAX);
    }

    /**
     * What one entry costs.
     *
     * @param warriors 1 to {@link EscrowLimits#WARRIORS_MAX}
     * @return in the smallest unit
     */
    public long amount(int warriors) {
        return Math.multiplyExact(feePerWarrior, EscrowLimits.checkWarriors(warriors));
    }
}
