/**
 * Real hosts, a real Redis and DynamoDB Local under faults: hosts are killed, stopped, asked to
 * leave and cut off while players send on, and afterwards what the players were told is held
 * against the journals of their rooms.
 *
 * <p>{@code localstack/load/fault-rounds} runs it. All players share one event loop; rounds run on
 * the main thread, which may block.
 */
@NullMarked
package dev.atrium.localstack.faults;

import org.jspecify.annotations.NullMarked;
