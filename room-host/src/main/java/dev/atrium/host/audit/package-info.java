/**
 * What operators did: one line for each call that was meant to change something, in DynamoDB and in
 * the log.
 *
 * <p>Called on threads that may block. It must not decide who may do what, and holds no secrets:
 * keys go by their names.
 */
@NullMarked
package dev.atrium.host.audit;

import org.jspecify.annotations.NullMarked;
