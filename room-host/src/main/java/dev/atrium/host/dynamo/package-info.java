/**
 * The host's side of DynamoDB: who owns a room, what it ended with, and which hosts there are.
 *
 * <p>Blocking; called on threads that may block. Writes are conditional, and a reply that got lost
 * is settled by reading back.
 */
@NullMarked
package dev.atrium.host.dynamo;

import org.jspecify.annotations.NullMarked;
