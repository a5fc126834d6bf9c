/**
 * What an overloaded host does, in which order, and when: rules that are pure functions of what was
 * observed, and a watch that observes.
 *
 * <p>The watch is asked every second on a thread of its own; the step that it is at may be read on
 * any thread, by rooms before each view. It changes nothing itself: who refuses a room or halves a
 * rate asks here.
 */
@NullMarked
package dev.atrium.host.load;

import org.jspecify.annotations.NullMarked;
