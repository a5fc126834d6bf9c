/**
 * The HTTP API: routes, authorizer, cross-origin rules, the event of payload 2.0 and what an answer
 * of a function means.
 *
 * <p>Called by the gateway on the virtual thread of a request. This package must not know the
 * network.
 */
@NullMarked
package dev.atrium.localstack.gateway.http;

import org.jspecify.annotations.NullMarked;
