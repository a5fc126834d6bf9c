/**
 * The arena: warriors on a field, fighting by themselves where they meet; players steer.
 *
 * <p>{@link dev.atrium.game.arena.BlitzGame}, {@link dev.atrium.game.arena.SiegeGame} and {@link
 * dev.atrium.game.arena.PracticeGame} are the ways in; all their numbers stand in {@link
 * dev.atrium.game.arena.ArenaMode}, and nothing else tells them, or their rules versions, apart.
 * {@link dev.atrium.game.arena.ArenaSimulation} makes one tick in this order: commands (already
 * applied), movement, combat, power-ups, environment, field, the return of the fallen, end. Each of
 * these has a file of its own; {@link dev.atrium.game.arena.Course} has the last two.
 *
 * <p>Called by the one thread that owns the room. Rules only: no clock, thread, logger or I/O,
 * integers throughout.
 *
 * <p>{@link dev.atrium.game.arena.ArenaBot} and what it is made of, {@code BotSight} to {@code
 * BotErrands}, stand beside the rules and see nothing but views. Its {@link
 * dev.atrium.game.arena.BotTactics} are {@link dev.atrium.game.arena.PlainTactics} for weak and
 * medium bots and {@link dev.atrium.game.arena.SharpTactics} for strong ones.
 */
@NullMarked
package dev.atrium.game.arena;

import org.jspecify.annotations.NullMarked;
