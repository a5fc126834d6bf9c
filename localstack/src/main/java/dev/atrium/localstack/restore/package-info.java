/**
 * Puts tables that were restored beside the damaged ones back in their places, row by row, in the
 * order in which nothing is paid twice: what DynamoDB's own recovery to a point in time, and copies
 * of a vault, come as.
 *
 * <p>Run by the main of {@code localstack/copy-tables}, by drills and by tests.
 */
@NullMarked
package dev.atrium.localstack.restore;

import org.jspecify.annotations.NullMarked;
