/**
 * Outcomes that are not settled, and why: dead letters, payouts that are paused or held, and what
 * state a match is in for all of that.
 *
 * <p>Settlement writes here, and room hosts for operators; both read. Blocking, thread-safe; never
 * called on a tick loop or an event loop. It moves no money.
 */
@NullMarked
package dev.atrium.unsettled;

import org.jspecify.annotations.NullMarked;
