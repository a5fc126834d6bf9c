/**
 * Matching: who of those that wait plays with whom, and who sits where.
 *
 * <p>Pure rules, called by the matchmaking functions on any thread; times and dice are arguments.
 * Nothing here knows the queue's store, a host or a connection.
 */
@NullMarked
package dev.atrium.match;

import org.jspecify.annotations.NullMarked;
