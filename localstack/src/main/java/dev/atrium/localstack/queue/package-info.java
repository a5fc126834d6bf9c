/**
 * Delayed queues: what SQS is on AWS, and the mapping between a queue and a function.
 *
 * <p>Started and closed by a composition root. Messages come in over HTTP as AWS's SDK sends them,
 * on a virtual thread for each request; a mapping has a few threads of its own, on which batches
 * are received and the function invoked. Everything is in memory and bounded: a message that was
 * taken is delivered at least once, as long as this process lives. This package must not know what
 * a message says, and checks no signature.
 */
@NullMarked
package dev.atrium.localstack.queue;

import org.jspecify.annotations.NullMarked;
