/**
 * What players are told on their gateway connections though they asked for nothing, and what is
 * kept for a minute for those who could not be told.
 *
 * <p>Called by whoever has something to tell (matches, sieges, settlement). Blocking, best effort:
 * nothing may depend on a player having been told.
 */
@NullMarked
package dev.atrium.functions.notice;

import org.jspecify.annotations.NullMarked;
