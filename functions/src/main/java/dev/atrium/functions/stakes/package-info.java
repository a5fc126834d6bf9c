/**
 * Stakes: what entering a match costs, who has paid, and what becomes of it.
 *
 * <p>Called by matchmaking before a ticket is given, and by settlement once a match is proven or
 * void. Blocking. It must not pay before an outcome is proven; whether it is, settlement says.
 */
@NullMarked
package dev.atrium.functions.stakes;

import org.jspecify.annotations.NullMarked;
