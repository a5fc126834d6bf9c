/**
 * The seeded simulator: rooms, leases, journals, takeovers and drains of several hosts, as they are
 * shipped, on a clock, a scheduler, a network and stores that one seed drives, with faults that the
 * same seed draws. What a run did wrong is told with the seed that does it again.
 *
 * <p>One run belongs to one thread. Hosts' threads are virtual threads whose scheduler is the run's
 * own queue, so that code which blocks runs as it is, and always in the same order.
 */
@NullMarked
package dev.atrium.host.sim;

import org.jspecify.annotations.NullMarked;
