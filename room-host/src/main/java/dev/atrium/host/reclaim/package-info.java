/**
 * Going on with rooms whose journal a store has lost while their owner is alive: the row in
 * DynamoDB says whose they are, and its epoch rises before the store takes anything again.
 *
 * <p>Called by rooms on their threads; waits for stores on threads that may. It never speaks to
 * players, and holds nothing of a room but its seed.
 */
@NullMarked
package dev.atrium.host.reclaim;

import org.jspecify.annotations.NullMarked;
