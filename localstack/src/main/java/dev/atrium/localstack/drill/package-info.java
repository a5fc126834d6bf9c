/**
 * The runbook's drills: something is broken on purpose on a stack of real parts, mended as the
 * runbook says, and what players were without, and what was lost, is measured and held against what
 * is promised.
 *
 * <p>Run by the main of {@code localstack/drill} and by tests, on one thread.
 */
@NullMarked
package dev.atrium.localstack.drill;

import org.jspecify.annotations.NullMarked;
