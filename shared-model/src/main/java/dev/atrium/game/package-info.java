/**
 * The room contract: what a game says of itself and what a room may ask of it.
 *
 * <p>A room is a deterministic state machine. A {@link dev.atrium.game.Game} opens a {@link
 * dev.atrium.game.Simulation}; everything that reaches it is an {@link dev.atrium.game.Input} with
 * a tick and an index; the same seed and the same inputs give the same state, byte for byte, on any
 * JVM. {@link dev.atrium.game.RoomMachine} adds what every room needs around the rules: seats,
 * sequence numbers, the outbox of effects, snapshots and the hash.
 *
 * <p>Everything here is called by the one thread that owns the room. Rules know no clock, thread,
 * logger or I/O; they import the JDK, {@code dice}, {@code message}, {@code state} and each other.
 */
@NullMarked
package dev.atrium.game;

import org.jspecify.annotations.NullMarked;
