/**
 * Event source mappings: what AWS runs between a DynamoDB stream and a function.
 *
 * <p>Started and closed by a composition root; each mapping has one thread of its own, on which the
 * stream is read, the function invoked and the dead letter handed over. Delivery is at least once:
 * nothing here remembers where it was when the process ends.
 */
@NullMarked
package dev.atrium.localstack.stream;

import org.jspecify.annotations.NullMarked;
