/**
 * Sieges: who is registered for which, how one starts at its time, and who enters it late.
 *
 * <p>Handlers are called by API Gateway for one player. {@link
 * dev.atrium.functions.siege.SiegeScheduleHandler} is called by EventBridge Scheduler for all of
 * them, at {@code rate(1 minute)}, which is its quickest, with an event whose content does not
 * matter; in AWS a siege so starts within a minute of its time. The local stack calls it every
 * second. Blocking; several run at once, and each change is one conditional write on the siege's
 * item. It must not decide who is paid: settlement does, by what is proven.
 */
@NullMarked
package dev.atrium.functions.siege;

import org.jspecify.annotations.NullMarked;
