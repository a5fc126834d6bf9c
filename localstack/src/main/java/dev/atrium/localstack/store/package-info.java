/**
 * The stores of the local stack: DynamoDB Local inside this JVM and a real Redis server beside it.
 *
 * <p>Started and closed by the stack, on its main thread.
 */
@NullMarked
package dev.atrium.localstack.store;

import org.jspecify.annotations.NullMarked;
