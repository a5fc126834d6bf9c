/**
 * The ends of leaderboards' seasons: their rows, their archives and their rewards.
 *
 * <p>{@link dev.atrium.functions.season.SeasonHandler} is called by EventBridge Scheduler at {@code
 * rate(1 minute)}, in the local stack too, with an event whose content does not matter, and a
 * timeout of a minute. The rest is read by the handlers of boards and by who rebuilds Redis.
 * Blocking. What it does may be cut off anywhere and done again, by several at once; it must not
 * write to boards, which settlement does.
 */
@NullMarked
package dev.atrium.functions.season;

import org.jspecify.annotations.NullMarked;
