/**
 * What counts against fair play: flags of one seat after the other, and when they are too many.
 *
 * <p>A room's shell asks, on the room's thread, and tells each thing that happens with its tick.
 * Pure counting: no clock, no store, no message. It changes no game and bans nobody; it must not
 * learn a game's rules beyond what its commands tell of themselves, and nothing of it enters a
 * state or a hash.
 */
@NullMarked
package dev.atrium.host.fairplay;

import org.jspecify.annotations.NullMarked;
