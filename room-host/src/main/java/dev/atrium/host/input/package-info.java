/**
 * How much clients may send: what messages declare beside themselves, made to numbers for a host's
 * speed, and the counts that are held against it.
 *
 * <p>Asked by the front for every message, on the thread that hands on its connection's messages
 * one after the other. Counts are that connection's alone; nothing here waits, and what is taken
 * allocates nothing. It knows no connection and no room, and closes nothing by itself.
 */
@NullMarked
package dev.atrium.host.input;

import org.jspecify.annotations.NullMarked;
