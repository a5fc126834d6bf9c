/** The HTTP and the WebSocket API of API Gateway, from the one table of routes. */
@NullMarked
package dev.atrium.cdk.api;

import org.jspecify.annotations.NullMarked;
