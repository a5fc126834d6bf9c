/**
 * The host's lease: renewed only while every tick loop makes progress, so that a stuck loop is not
 * kept alive by a healthy background thread.
 *
 * <p>Runs on a thread of its own; asked by anyone.
 */
@NullMarked
package dev.atrium.host.lease;

import org.jspecify.annotations.NullMarked;
