/**
 * The people of the party scenario, and a second opinion on what they scored: what each of them
 * writes and votes for, and sums made anew from what everybody was told.
 *
 * <p>Called by the scenario's thread. Pure: it knows no socket, no clock and no chance but what it
 * is given, so the same seed and the same party make the same moves.
 */
@NullMarked
package dev.atrium.localstack.scenario.party;

import org.jspecify.annotations.NullMarked;
