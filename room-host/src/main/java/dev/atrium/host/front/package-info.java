/**
 * The host's front: reads what connections send, checks who may what, opens rooms, and hands calls
 * to them. The same for direct sockets and for the gateway.
 *
 * <p>Called on the threads of sockets; what blocks (opening a room) moves to a thread that may.
 */
@NullMarked
package dev.atrium.host.front;

import org.jspecify.annotations.NullMarked;
