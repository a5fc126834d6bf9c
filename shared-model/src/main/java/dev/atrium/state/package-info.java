/**
 * Canonical bytes: the one form in which a room's state is hashed, kept and moved.
 *
 * <p>Called by rules and by the room machine, on whichever thread owns the room. Equal state gives
 * equal bytes on any JVM; nothing here knows a clock, a charset default or an iteration order.
 */
@NullMarked
package dev.atrium.state;

import org.jspecify.annotations.NullMarked;
