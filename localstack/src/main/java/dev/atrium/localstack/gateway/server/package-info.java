/**
 * The network side of the gateway: one port, HTTP/1.1 requests read whole and answered, upgrades
 * decided and handed over.
 *
 * <p>Channel handlers run on the event loops and never block; a {@link
 * dev.atrium.localstack.gateway.server.GatewayService} is called on a virtual thread per request.
 * This package must not know what an API or a route is.
 */
@NullMarked
package dev.atrium.localstack.gateway.server;

import org.jspecify.annotations.NullMarked;
