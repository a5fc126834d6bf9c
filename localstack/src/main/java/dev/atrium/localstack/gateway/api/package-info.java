/**
 * What an HTTP API and a WebSocket API are: plain definitions, made once by a composition root and
 * read by the gateway's threads. Nothing here does anything.
 */
@NullMarked
package dev.atrium.localstack.gateway.api;

import org.jspecify.annotations.NullMarked;
