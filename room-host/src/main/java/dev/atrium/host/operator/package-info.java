/**
 * What operators and machines that watch over hosts see and do, on a second port that no public
 * listener reaches: metrics, readiness, how each room fares, and the commands with their audit.
 *
 * <p>Called on Micronaut's threads. Readiness and metrics read what others have measured and never
 * ask a store themselves, so they answer however stuck a store is. Commands wait for rooms and
 * stores on threads that may block; nothing here touches a room but through its mailbox, or its row
 * if nobody runs it.
 */
@NullMarked
package dev.atrium.host.operator;

import org.jspecify.annotations.NullMarked;
