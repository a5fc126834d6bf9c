/**
 * What functions and hosts both say about rooms and hosts: ids, the life of a room, who sits in it,
 * the code by which people find it.
 *
 * <p>Values only; no I/O. The rows in which they are kept are in {@code schema}.
 */
@NullMarked
package dev.atrium.room;

import org.jspecify.annotations.NullMarked;
