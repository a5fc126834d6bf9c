/**
 * Settlement: what a room's outcome brings its players, booked once, after the outcome was proven.
 *
 * <p>Called by the stream of outcomes, at least once for each and at times twice at the same time;
 * every step may be made again. DynamoDB is the record and comes first; Redis follows with absolute
 * values and a version. Blocking.
 */
@NullMarked
package dev.atrium.functions.settle;

import org.jspecify.annotations.NullMarked;
