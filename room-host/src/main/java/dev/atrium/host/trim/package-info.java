/**
 * Trimming the journals of rooms that live for long: what goes from the store is in the archive
 * before, each segment linked to the next by its hash.
 *
 * <p>Called by rooms on their threads; waits for stores and the archive on threads that may. It
 * trims nothing that it has not read back, checked and stored in the archive itself.
 */
@NullMarked
package dev.atrium.host.trim;

import org.jspecify.annotations.NullMarked;
