/**
 * The WebSocket API: who may connect, which integration a message goes to, AWS's limits on frames,
 * messages, silence and age, and the {@code @connections} API by which servers answer.
 *
 * <p>{@link dev.atrium.localstack.gateway.socket.SocketFrames} lives on the event loop of its
 * connection; authorizers and integrations are called on virtual threads. What an integration
 * answers is never sent to the client: there are no route responses here.
 */
@NullMarked
package dev.atrium.localstack.gateway.socket;

import org.jspecify.annotations.NullMarked;
