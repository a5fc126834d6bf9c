/**
 * What every edge of Atrium decides alike, before anything else is read: which web pages may speak
 * to it.
 *
 * <p>Called by functions, room hosts and the local stack, on any thread; pure. It must not know who
 * asks nor what for.
 */
@NullMarked
package dev.atrium.edge;

import org.jspecify.annotations.NullMarked;
