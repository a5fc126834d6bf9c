/**
 * Direct WebSockets: the arena's way in.
 *
 * <p>Micronaut's event loops call; nothing here blocks.
 */
@NullMarked
package dev.atrium.host.socket;

import org.jspecify.annotations.NullMarked;
