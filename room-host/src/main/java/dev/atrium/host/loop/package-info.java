/**
 * Tick loops: one thread each, on which rooms run.
 *
 * <p>A room belongs to one loop for all its life and is touched by no other thread. Whoever wants
 * something of a room puts it into the room's mailbox and wakes it here.
 */
@NullMarked
package dev.atrium.host.loop;

import org.jspecify.annotations.NullMarked;
