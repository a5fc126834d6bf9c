/**
 * What a host counts and times, and how monitoring reads it: Micrometer's registry for counters and
 * gauges, and histograms of our own that cost a tick loop next to nothing.
 *
 * <p>Implements the meters that rooms, loops, connections and stores speak to; these know nothing
 * of this package. Recording happens on whatever thread does the work and never blocks; reading
 * happens on the operator's threads. No name of a room or a player is ever a label.
 */
@NullMarked
package dev.atrium.host.metrics;

import org.jspecify.annotations.NullMarked;
