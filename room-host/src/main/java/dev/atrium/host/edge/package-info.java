/**
 * The outermost edge of a host: who may open a socket at all. Decides by page (Origin), by address
 * and by how many there are, before a WebSocket is made of a request, so that what is refused costs
 * little and is told why.
 *
 * <p>Netty's event loops call; nothing here blocks, and every table is bounded. It must not know
 * players, rooms or stores.
 */
@NullMarked
package dev.atrium.host.edge;

import org.jspecify.annotations.NullMarked;
