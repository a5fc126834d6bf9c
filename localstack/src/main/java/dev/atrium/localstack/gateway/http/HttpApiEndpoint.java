package dev.atrium.localstack.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.localstack.gateway.api.GatewayLimits;
import dev.atrium.localstack.gateway.api.HttpApi;
import dev.atrium.localstack.gateway.api.HttpAuthorizer;
import dev.atrium.localstack.gateway.server.GatewayAnswer;
import dev.atrium.localstack.gateway.server.GatewayRequest;
import dev.atrium.localstack.lambda.LambdaFunctionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Answers requests as an HTTP API does. Safe for use by many threads; blocks its caller. */
public final class HttpApiEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(HttpApiEndpoint.class);

    private final RouteTable routes;
    private final CrossOrigin crossOrigin;
    private final HttpEvents events;
    private final HttpAuthorization authorization;
    private final Duration integrationTimeout;
    private final Function<GatewayRequest, Optional<GatewayAnswer>> assets;

    /**
     * An endpoint of one API.
     *
     * @param accountId of ARNs and events
     * @param region of ARNs
     * @param assets asked for what no route but {@code $default} takes: on AWS a web client's files
     *     come from a distribution in front of the API
     */
    public HttpApiEndpoint(
            HttpApi api,
            GatewayLimits.HttpLimits limits,
            String accountId,
            String region,
            Function<GatewayRequest, Optional<GatewayAnswer>> assets) {
        this.routes = new RouteTable(api.routes());
        this.crossOrigin = new CrossOrigin(api.cors());
        this.events = new HttpEvents(accountId, region, api.apiId());
        this.authorization =
                new HttpAuthorization(events, Duration.ofMillis(limits.authorizerTimeoutMs()));
        this.integrationTimeout = Duration.ofMillis(limits.integrationTimeoutMs());
        this.assets = assets;
    }

    /** The answer to a request. */
    public GatewayAnswer answer(GatewayRequest request) {
        return crossOrigin
                .preflight(request)
                .orElseGet(() -> crossOrigin.apply(request, route(request)));
    }

    private GatewayAnswer route(GatewayRequest request) {
        String path = request.decodedPath();
        if (path == null || !path.startsWith("/")) {
            return GatewayAnswer.message(400, "Bad Request");
        }
        Optional<RouteTable.Match> explicit = routes.find(request.method(), path);
        if (explicit.isPresent()) {
            return integrate(request, explicit.get());
        }
        return assets.apply(request)
                .or(() -> routes.findDefault().map(match -> integrate(request, match)))
                .orElseGet(() -> GatewayAnswer.message(404, "Not Found"));
    }

    private GatewayAnswer integrate(GatewayRequest request, RouteTable.Match match) {
        String requestId = UUID.randomUUID().toString();
        return authorizeAndInvoke(request, match, requestId).with("apigw-requestid", requestId);
    }

    private GatewayAnswer authorizeAndInvoke(
            GatewayRequest request, RouteTable.Match match, String requestId) {
        JsonNode context = null;
        HttpAuthorizer authorizer = match.route().authorizer();
        if (authorizer != null) {
            switch (authorization.ask(authorizer, request, match, requestId)) {
                case HttpAuthorization.Decision.Refused refused -> {
                    return refused.answer();
                }
                case HttpAuthorization.Decision.Allowed allowed -> context = allowed.context();
            }
        }
        byte[] event =
                events.integrationEvent(request, match, requestId, context)
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
        try {
            byte[] answer =
                    match.route().integration().function().invoke(event, integrationTimeout);
            return FunctionAnswer.read(answer)
                    .orElseGet(() -> GatewayAnswer.message(500, "Internal Server Error"));
        } catch (LambdaFunctionException failed) {
            String function = match.route().integration().function().name();
            String route = match.route().key().text();
            if (failed.failure() == LambdaFunctionException.Failure.THROTTLED) {
                // A crowd brings many, and none has more to tell.
                LOG.warn("{} is throttled for {}", function, route);
            } else {
                LOG.warn("{} failed for {}", function, route, failed);
            }
            return failure(failed);
        }
    }

    private static GatewayAnswer failure(LambdaFunctionException failed) {
        return switch (failed.failure()) {
            case THROTTLED, TIMED_OUT -> GatewayAnswer.message(503, "Service Unavailable");
            case REQUEST_TOO_LARGE -> GatewayAnswer.message(413, "Request Entity Too Large");
            case UNHANDLED, RESPONSE_TOO_LARGE ->
                    GatewayAnswer.message(500, "Internal Server Error");
        };
    }
}
