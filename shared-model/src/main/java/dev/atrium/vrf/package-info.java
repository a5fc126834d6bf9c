/**
 * Where rooms' seeds come from: a verifiable random function, ECVRF-EDWARDS25519-SHA512-TAI (RFC
 * 9381, suite 0x03), and what of a room goes into it.
 *
 * <p>One function alone holds the secret key and proves; settlement and anyone else verifies. Pure
 * computing on any thread, a millisecond or so each: never on a tick loop. A proof tells the seed,
 * so neither is in a {@code toString}, and nothing here logs. {@code docs/seeds.md} says all of it
 * to the byte.
 */
@NullMarked
package dev.atrium.vrf;

import org.jspecify.annotations.NullMarked;
