/**
 * Payouts: who gets how much of a match's pot. Shares are whole percents, amounts are whole numbers
 * of the ledger's smallest unit, and what is paid out is exactly the pot.
 *
 * <p>Pure sums over values, called by settlement on any thread. It moves no money and knows no
 * ledger, and it must not decide who came where.
 */
@NullMarked
package dev.atrium.payout;

import org.jspecify.annotations.NullMarked;
