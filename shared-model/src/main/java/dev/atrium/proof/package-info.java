/**
 * What a room's end is proven with: the outcome, its signature, and the replay that must reach the
 * same state.
 *
 * <p>Outcomes are signed by hosts and verified by settlement and by anyone else. Pure but for
 * signing; never on a tick loop.
 */
@NullMarked
package dev.atrium.proof;

import org.jspecify.annotations.NullMarked;
