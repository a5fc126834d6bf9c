/**
 * The emulator of API Gateway: an HTTP API, a WebSocket API with its {@code @connections}, and the
 * web client's files, on one port of one address of this machine.
 *
 * <p>Started and closed by a composition root. Definitions are in {@code api}, the network in
 * {@code server}; nothing here knows a game.
 */
@NullMarked
package dev.atrium.localstack.gateway;

import org.jspecify.annotations.NullMarked;
