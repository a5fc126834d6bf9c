/**
 * What is tried until a store answers: attempts, the time between them, and how often at most.
 *
 * <p>Called from any thread, rooms' loops too; attempts are made on threads that may block. It
 * knows no store and no room: what is tried, and what it means if it never succeeds, is its
 * caller's.
 */
@NullMarked
package dev.atrium.host.attempt;

import org.jspecify.annotations.NullMarked;
