/**
 * The room's dice: HMAC-SHA256 over a counter, keyed by the room's seed, in named streams.
 *
 * <p>Called by rules on the thread that owns the room. Whoever watches rolls cannot foretell the
 * next (he lacks the key), and a hidden roll in one stream moves no visible one in another.
 */
@NullMarked
package dev.atrium.dice;

import org.jspecify.annotations.NullMarked;
