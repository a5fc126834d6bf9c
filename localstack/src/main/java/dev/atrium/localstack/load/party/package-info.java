/**
 * Rooms full of people who play the party game over direct sockets, as {@code
 * localstack/load/party} plays them against a host of its own: what they send and are told is
 * counted, timed and compared.
 *
 * <p>The main runs on one thread; a room's players, their sockets and their counts belong to one
 * event loop. Nobody else calls it, and nothing here decides by the rules of the game: only what
 * the host tells counts.
 */
@NullMarked
package dev.atrium.localstack.load.party;

import org.jspecify.annotations.NullMarked;
