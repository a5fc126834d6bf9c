/**
 * How many room hosts there should be: the numbers of the policy, and policies that say it from
 * what the fleet tells of itself.
 *
 * <p>Pure: time is given, nothing is read or written, and the same samples in the same order give
 * the same answers on every JVM. A policy remembers what it has seen, in bounded memory, and is for
 * one thread. The deployment takes its numbers from here; {@code dev.atrium.scaling.sim} compares
 * the policies.
 */
@NullMarked
package dev.atrium.scaling;

import org.jspecify.annotations.NullMarked;
