/**
 * The arena: warriors on a shrinking field, fighting by themselves where they meet; players steer.
 *
 * <p>{@link dev.atrium.game.arena.BlitzGame} is the way in; all its numbers stand in {@link
 * dev.atrium.game.arena.ArenaMode}. {@link dev.atrium.game.arena.ArenaSimulation} makes one tick in
 * this order: commands (already applied), movement, combat, power-ups, environment, field, end.
 * Each of these has a file of its own.
 *
 * <p>Called by the one thread that owns the room. Rules only: no clock, thread, logger or I/O,
 * integers throughout. {@link dev.atrium.game.arena.ArenaBot} stands beside the rules and sees
 * nothing but views.
 */
@NullMarked
package dev.atrium.game.arena;

import org.jspecify.annotations.NullMarked;
