/**
 * The offline simulator of matchmaking: plays a trace of tickets against rules in virtual time, and
 * says how long people waited and whom they met.
 *
 * <p>Run by the main of {@code localstack/match-sim} and by tests, on one thread. It knows the
 * shared model only: no store, no clock and no chance, so that one trace always ends alike.
 */
@NullMarked
package dev.atrium.localstack.matchsim;

import org.jspecify.annotations.NullMarked;
