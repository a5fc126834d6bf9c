/**
 * The command line of the simulator of scaling: which traces, and the table of what became of them.
 *
 * <p>Run by the main of {@code localstack/scale-sim} and by tests, on one thread. What is simulated
 * is in {@code dev.atrium.scaling.sim}; here are files and the terminal alone.
 */
@NullMarked
package dev.atrium.localstack.scalesim;

import org.jspecify.annotations.NullMarked;
