/**
 * What tools need that measure real hosts: DynamoDB with the tables, the deployment's keys, the
 * environment that all such hosts share, and rooms that are placed on them as matchmaking would.
 *
 * <p>Load runs and rounds of faults build on it, each on one thread, which may block. It starts no
 * host and no Redis itself: how many of them there are and what befalls them is the tools' affair.
 */
@NullMarked
package dev.atrium.localstack.stage;

import org.jspecify.annotations.NullMarked;
