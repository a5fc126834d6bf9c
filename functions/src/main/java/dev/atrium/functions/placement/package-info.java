/**
 * Where rooms are opened: hosts are chosen by region, load and draining, rooms are written for
 * them, and rooms that nobody entered are taken back.
 *
 * <p>Called by whoever makes rooms (matches, sieges, rooms by code), and the sweeper by the
 * schedule; several run at once, and rows that are written conditionally decide. Blocking. Who
 * plays in a room is decided elsewhere.
 */
@NullMarked
package dev.atrium.functions.placement;

import org.jspecify.annotations.NullMarked;
