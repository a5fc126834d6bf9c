package dev.atrium.localstack.gateway.api;

import dev.atrium.localstack.lambda.LambdaFunction;

/**
 * A Lambda authorizer of an HTTP API: payload 2.0, simple responses, nothing cached.
 *
 * @param function answers {@code isAuthorized} and a context
 * @param wantsHeader whether {@code $request.header.Authorization} is its identity source: a
 *     request without it is refused with 401 and the function is not asked. Without an identity
 *     source, which AWS allows where nothing is cached, it is asked about every request
 */
public record HttpAuthorizer(LambdaFunction function, boolean wantsHeader) {
    /** With the header as identity source. */
    public HttpAuthorizer(LambdaFunction function) {
        this(function, true);
    }
}
