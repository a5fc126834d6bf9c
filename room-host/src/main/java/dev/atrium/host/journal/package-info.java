/**
 * Keeping a room's journal: the port to where it is stored, and the writer that collects entries.
 *
 * <p>The writer belongs to its room's thread; the store works on threads of its own and answers by
 * stages. Every store refuses an epoch below its fence by itself, whatever the caller believes.
 */
@NullMarked
package dev.atrium.host.journal;

import org.jspecify.annotations.NullMarked;
