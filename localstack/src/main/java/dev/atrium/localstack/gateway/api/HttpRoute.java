package dev.atrium.localstack.gateway.api;

import dev.atrium.localstack.lambda.LambdaFunction;

import org.jspecify.annotations.Nullable;

/**
 * A route of an HTTP API and the function behind it.
 *
 * @param key what it takes
 * @param integration called with payload 2.0
 * @param authorizer asked first; null where anyone may call
 */
public record HttpRoute(
        RouteKey key, Integration.LambdaProxy integration, @Nullable HttpAuthorizer authorizer) {

    /** A route for anyone, its key in AWS's notation. */
    public static HttpRoute open(String key, LambdaFunction function) {
        return new HttpRoute(RouteKey.parse(key), new Integration.LambdaProxy(function), null);
    }

    /** A route behind an authorizer, its key in AWS's notation. */
    public static HttpRoute guarded(
            String key, LambdaFunction function, HttpAuthorizer authorizer) {
        return new HttpRoute(
                RouteKey.parse(key), new Integration.LambdaProxy(function), authorizer);
    }
}
