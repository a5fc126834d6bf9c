/**
 * Errors of functions and hosts: the fingerprint by which they are counted together, and Sentry,
 * which is told of them where {@code ATRIUM_SENTRY_DSN} is set. Logs call it, on their own threads.
 *
 * <p>Nothing here throws because of an error that it is told of, and nothing that a player or an
 * operator wrote leaves the process by it.
 */
@NullMarked
package dev.atrium.fault;

import org.jspecify.annotations.NullMarked;
