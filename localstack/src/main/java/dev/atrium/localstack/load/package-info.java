/**
 * What load runs need: a room host on its own, as on a server, with rooms placed on it and tickets
 * for everybody who is to play.
 *
 * <p>Mains of the scripts in {@code localstack/load}; nobody else calls them.
 */
@NullMarked
package dev.atrium.localstack.load;

import org.jspecify.annotations.NullMarked;
