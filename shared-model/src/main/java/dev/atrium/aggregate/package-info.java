/**
 * What the business sees: which figures a room adds to, and what they come to in a day, a week or a
 * month.
 *
 * <p>Settlement counts, and room hosts read for operators. The sums are pure; {@link
 * dev.atrium.aggregate.DailyAggregates} is blocking and never called on a tick loop or an event
 * loop.
 */
@NullMarked
package dev.atrium.aggregate;

import org.jspecify.annotations.NullMarked;
