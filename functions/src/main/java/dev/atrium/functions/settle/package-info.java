/**
 * Settlement: what a room's outcome brings its players, booked once, after the outcome was proven.
 * What is kept of which game, and where, is said by its {@link dev.atrium.functions.settle.Records}
 * alone.
 *
 * <p>Called by the stream of outcomes, at least once for each and at times twice at the same time;
 * every step may be made again. DynamoDB is the record and comes first; Redis follows with absolute
 * values and a version. Blocking.
 *
 * <p>{@link dev.atrium.functions.settle.EscrowReconcilerHandler} is called by EventBridge Scheduler
 * at {@code rate(1 minute)}, in the local stack too, with an event whose content does not matter,
 * and a timeout of a minute: it looks at stakes that the streams should have settled. It needs what
 * {@link dev.atrium.functions.settle.SettlementHandler} and {@link
 * dev.atrium.functions.settle.VoidRoomsHandler} need, and the index of the escrows' table.
 */
@NullMarked
package dev.atrium.functions.settle;

import org.jspecify.annotations.NullMarked;
