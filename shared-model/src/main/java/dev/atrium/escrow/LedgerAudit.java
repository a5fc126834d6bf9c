package dev.atrium.escrow;

import java.util.List;

/**
 * What an auditor found in a ledger.
 *
 * @param accounts how many there are, but for escrows
 * @param escrows how many there are
 * @param postings how many there are
 * @param issued what was ever granted, in the smallest unit
 * @param sum of all balances; 0 in a ledger that is in order
 * @param findings what is not in order, the first {@value #FINDINGS_MAX}; empty if all is
 */
public record LedgerAudit(
        long accounts, long escrows, long postings, long issued, long sum, List<Finding> findings) {
    /** More would only say the same. */
    public static final int FINDINGS_MAX = 100;

    public LedgerAudit {
        findings = List.copyOf(findings);
    }

    /** What can be wrong. */
    public enum Kind {
        /** The balances do not add up to 0. */
        SUM,
        /** The legs of a posting do not add up to 0. */
        POSTING,
        /** A balance is not what the postings make it. */
        BALANCE,
        /** A balance is below 0 that may not be. */
        NEGATIVE,
        /** An escrow is closed and not empty. */
        NOT_EMPTY,
        /** There is more than was to be read: nothing is known of the rest, nor of sums. */
        TOO_MANY_ROWS
    }

    /**
     * One thing that is not in order.
     *
     * @param kind what it is
     * @param where which account, posting or escrow
     * @param amount by how much, in the smallest unit
     */
    public record Finding(Kind kind, String where, long amount) {}
}
