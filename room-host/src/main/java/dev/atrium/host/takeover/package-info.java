/**
 * What becomes of the rooms of a host that died: who sees it, who takes which room, and the taking.
 *
 * <p>Runs on a thread of its own, and on those for calls that block.
 */
@NullMarked
package dev.atrium.host.takeover;

import org.jspecify.annotations.NullMarked;
