/**
 * The games of Atrium: the one place where a game is registered, by one line.
 *
 * <p>Read by the composition roots of hosts, functions and tools.
 */
@NullMarked
package dev.atrium.catalog;

import org.jspecify.annotations.NullMarked;
