/**
 * Keeps ECS from ending a task, for a scale-in or a deployment, while its host has rooms.
 *
 * <p>Looked at on a timer's thread that may block; rooms know nothing of it and never wait for it.
 * It must not keep a host from leaving that was told to.
 */
@NullMarked
package dev.atrium.host.protection;

import org.jspecify.annotations.NullMarked;
