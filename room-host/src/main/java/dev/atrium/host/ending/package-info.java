/**
 * The end of a room, stored in the one order that loses nothing: journal, archive, outcome.
 *
 * <p>Runs on threads of its own, never on a tick loop; answers the room by a call.
 */
@NullMarked
package dev.atrium.host.ending;

import org.jspecify.annotations.NullMarked;
