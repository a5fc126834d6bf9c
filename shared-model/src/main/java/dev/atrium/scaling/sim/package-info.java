/**
 * The simulator of scaling: replays a trace of arriving players against a policy, and counts what
 * the hosts cost and who was refused.
 *
 * <p>Pure and in virtual time, on one thread: the same trace and policy always end alike. Used by
 * {@code localstack/scale-sim} and by tests; nothing of production runs it.
 */
@NullMarked
package dev.atrium.scaling.sim;

import org.jspecify.annotations.NullMarked;
