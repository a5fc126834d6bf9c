/**
 * What a host is told at its start: immutable, checked once, read from environment variables.
 *
 * <p>Read by the composition root, on the main thread.
 */
@NullMarked
package dev.atrium.host.config;

import org.jspecify.annotations.NullMarked;
