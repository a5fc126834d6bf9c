/**
 * The gateway, the functions and the web client over stores and room hosts that somebody else has
 * started, such as those of {@code localstack/compose.yaml}: the same parts as in the local stack,
 * which starts everything by itself, told by environment variables where the rest is.
 *
 * <p>Run by the main of {@code localstack/emulator} and by tests.
 */
@NullMarked
package dev.atrium.localstack.attached;

import org.jspecify.annotations.NullMarked;
