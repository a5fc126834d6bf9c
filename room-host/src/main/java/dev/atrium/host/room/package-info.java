/**
 * Rooms: the shell around the deterministic machine. It feeds the room, shows it, keeps it and
 * brings it to its end.
 *
 * <p>A {@link dev.atrium.host.room.Room} runs on its loop's thread only; everybody else posts calls
 * into its bounded mailbox. What blocks (tables, archive) runs on other threads and answers by a
 * call.
 */
@NullMarked
package dev.atrium.host.room;

import org.jspecify.annotations.NullMarked;
