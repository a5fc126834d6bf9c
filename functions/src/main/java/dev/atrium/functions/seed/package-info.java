/**
 * Draws rooms' seeds with the key of the verifiable random function, which nothing else has.
 *
 * <p>Room hosts call it, each when a play starts; no client can. A room is drawn once, from the
 * nonces that its players had committed to when they queued: who asks again is given the same. It
 * must log no nonce, no proof and no seed.
 */
@NullMarked
package dev.atrium.functions.seed;

import org.jspecify.annotations.NullMarked;
