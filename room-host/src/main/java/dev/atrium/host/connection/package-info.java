/**
 * Connections to players, of either kind, behind one interface. Rooms do not know which kind they
 * talk to.
 *
 * <p>Rooms send from their loop's thread; sockets and the gateway drain on threads of their own.
 * Sending never blocks.
 */
@NullMarked
package dev.atrium.host.connection;

import org.jspecify.annotations.NullMarked;
