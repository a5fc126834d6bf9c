/**
 * Hash functions that the JDK does not have.
 *
 * <p>Rules and sign-ins call them, on any thread. Pure computing over bytes; nothing here keeps
 * state between calls, logs, or knows what the bytes mean.
 */
@NullMarked
package dev.atrium.digest;

import org.jspecify.annotations.NullMarked;
