/**
 * The room host's process: its main and its one composition root.
 *
 * <p>Everything is put together here and nowhere else; nothing else in this module knows
 * Micronaut's beans but the sockets and controllers.
 */
@NullMarked
package dev.atrium.host;

import org.jspecify.annotations.NullMarked;
