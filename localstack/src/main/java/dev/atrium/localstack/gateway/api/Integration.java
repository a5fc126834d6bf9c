package dev.atrium.localstack.gateway.api;

import dev.atrium.localstack.lambda.LambdaFunction;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What stands behind a route. */
public sealed interface Integration {

    /** A function, invoked with AWS's proxy event. */
    record LambdaProxy(LambdaFunction function) implements Integration {}

    /**
     * A server, asked by {@code POST} with the message as body.
     *
     * @param targets the servers that may be asked, in that order: the next only if a connection is
     *     refused, as a balancer's health check takes out who is not there. Asked for once per
     *     request, so that they can take turns; called on a virtual thread, may throw, which fails
     *     the integration
     * @param headers request parameters: the name of a header of the request → what it says; a
     *     source that has no value leaves its header out
     */
    record HttpProxy(Supplier<List<URI>> targets, Map<String, HeaderSource> headers)
            implements Integration {
        /** Copies the map. */
        public HttpProxy {
            headers = Map.copyOf(headers);
        }
    }
}
