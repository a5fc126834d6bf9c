/**
 * Matchmaking: parties, the queue in Redis, matches formed of it, tickets sent.
 *
 * <p>Handlers are called by API Gateway for one player, or by the schedule for all; several run at
 * once, and only the queue's claim decides who forms a match. Blocking. The rules of matching are
 * {@code dev.atrium.match}'s and stay there.
 */
@NullMarked
package dev.atrium.functions.match;

import org.jspecify.annotations.NullMarked;
