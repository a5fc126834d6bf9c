/**
 * Rooms that made a loop stand still: they are tried apart from all others, for as long as they
 * advance.
 *
 * <p>Called by who opens rooms, on threads that may block. Knows loops and a clock, and neither
 * rooms nor stores: what becomes of a room that stands still again is its caller's to say.
 */
@NullMarked
package dev.atrium.host.probation;

import org.jspecify.annotations.NullMarked;
