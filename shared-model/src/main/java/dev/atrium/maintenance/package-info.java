/**
 * Maintenance: whether new matches are made at all. One row in DynamoDB for the whole deployment.
 *
 * <p>Room hosts write it for operators; functions read it before they make a match. Blocking; never
 * called on a tick loop or an event loop. It must not touch rooms that run.
 */
@NullMarked
package dev.atrium.maintenance;

import org.jspecify.annotations.NullMarked;
