package dev.atrium.localstack.gateway.api;

import dev.atrium.localstack.lambda.LambdaFunction;

/**
 * A Lambda authorizer of an HTTP API: payload 2.0, simple responses, nothing cached, identity
 * source {@code $request.header.Authorization}.
 */
public record HttpAuthorizer(LambdaFunction function) {}
