/**
 * Seeds of rooms, drawn by the function that alone has the key of the verifiable random function.
 *
 * <p>Asked when a play starts or a room is taken over, from the room's thread, which it never
 * blocks; what blocks runs on the executor it is given. It must log no nonce, no proof and no seed.
 */
@NullMarked
package dev.atrium.host.seed;

import org.jspecify.annotations.NullMarked;
