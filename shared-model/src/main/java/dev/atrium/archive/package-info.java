/**
 * The archive: journals of finished rooms, and what long-lived rooms have trimmed of theirs, kept
 * for good. In a folder or in a bucket of S3, as {@link dev.atrium.archive.ArchivePlace} says.
 *
 * <p>Written by hosts at the end of a room and when they trim its journal, read by settlement and
 * by anyone who verifies. Blocking; never called on a tick loop.
 */
@NullMarked
package dev.atrium.archive;

import org.jspecify.annotations.NullMarked;
