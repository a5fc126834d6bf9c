/**
 * What operators and machines that watch over hosts see, on a second port that no public listener
 * reaches: metrics, readiness, and how each room fares.
 *
 * <p>Called on Micronaut's threads. Readiness and metrics read what others have measured and never
 * ask a store themselves, so they answer however stuck a store is. Nothing here changes a room.
 */
@NullMarked
package dev.atrium.host.operator;

import org.jspecify.annotations.NullMarked;
