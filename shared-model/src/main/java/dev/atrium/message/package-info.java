/**
 * Messages are records; this package reads their shape once and gives every one the same canonical
 * binary form. JSON is made from the same shapes, outside (package {@code wire}).
 *
 * <p>Used by games (to declare what they understand), by the journal and by the wire; free of
 * threads and I/O. Reflection happens when a game is registered, not while it runs.
 */
@NullMarked
package dev.atrium.message;

import org.jspecify.annotations.NullMarked;
