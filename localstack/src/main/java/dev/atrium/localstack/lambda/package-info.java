/**
 * Lambda handlers, run as AWS runs them: event JSON in, answer JSON out, through AWS's own
 * serialization library, never by a Java call with objects.
 *
 * <p>Called by the gateway, the event source mapping and the schedule of the local stack, on their
 * virtual threads; each invocation runs its handler on a virtual thread of its own. A function
 * blocks its caller for at most the time limit it is given. This package must not know what an
 * event means: it moves bytes.
 */
@NullMarked
package dev.atrium.localstack.lambda;

import org.jspecify.annotations.NullMarked;
