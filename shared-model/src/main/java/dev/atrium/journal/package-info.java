/**
 * The journal: what reached a room, in the order applied, and how far its time has come. With the
 * seed it is the whole room.
 *
 * <p>Formats and the hash chain only; where a journal is stored is the host's affair. Used by the
 * thread that owns a room to encode, and by anyone to read.
 */
@NullMarked
package dev.atrium.journal;

import org.jspecify.annotations.NullMarked;
