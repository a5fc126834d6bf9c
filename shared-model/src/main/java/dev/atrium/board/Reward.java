package dev.atrium.board;

/**
 * What the ranks of a season are paid at its end.
 *
 * @param from the first rank, 1 and more
 * @param to the last rank, {@code from} and more
 * @param amount for each of them, in the ledger's smallest unit, 1 to {@value #AMOUNT_MAX}
 */
public record Reward(int from, int to, long amount) {
    /** In the ledger's smallest unit. */
    public static final long AMOUNT_MAX = 1_000_000_000_000L;

    public Reward {
        if (from < 1 || to < from) {
            throw new IllegalArgumentException("from, to (allowed: 1 <= from <= to)");
        }
        if (amount < 1 || amount > AMOUNT_MAX) {
            throw new IllegalArgumentException(
                    "amount=" + amount + " (allowed: 1 to " + AMOUNT_MAX + ")");
        }
    }
}
