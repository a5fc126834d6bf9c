/**
 * Wakes: messages that come after a delay and say that a queue of matchmaking is to be looked at
 * again, because what its tickets accept has widened by then.
 *
 * <p>The matchmaker sends them through {@link dev.atrium.functions.wake.WakeQueue} and is called
 * with them by SQS, on Lambda's one thread per instance; blocking. A wake is a hint and no record:
 * it may come twice, late or in another order, and who is woken looks at the queue itself. This
 * package must not know what a queue holds.
 */
@NullMarked
package dev.atrium.functions.wake;

import org.jspecify.annotations.NullMarked;
