/**
 * What a container's engine runs beside a host to learn whether it lives.
 *
 * <p>A process of its own, with nothing but the JDK, because an image has no shell and no client of
 * HTTP. It reads one answer on its main thread and ends.
 */
@NullMarked
package dev.atrium.host.check;

import org.jspecify.annotations.NullMarked;
