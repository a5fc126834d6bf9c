/**
 * Atrium's own APIs on the stand-ins of AWS: the routes, handlers, schedules and streams of the
 * deployment, put together for one machine.
 *
 * <p>Called by the stack, on its main thread.
 */
@NullMarked
package dev.atrium.localstack.api;

import org.jspecify.annotations.NullMarked;
