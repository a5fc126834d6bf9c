package dev.atrium.localstack.api;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.Routes;
import dev.atrium.localstack.gateway.api.ConnectAuthorizer;
import dev.atrium.localstack.gateway.api.CorsConfiguration;
import dev.atrium.localstack.gateway.api.HeaderSource;
import dev.atrium.localstack.gateway.api.HttpApi;
import dev.atrium.localstack.gateway.api.HttpAuthorizer;
import dev.atrium.localstack.gateway.api.HttpRoute;
import dev.atrium.localstack.gateway.api.Integration;
import dev.atrium.localstack.gateway.api.WebSocketApi;
import dev.atrium.localstack.lambda.LambdaFunction;
import dev.atrium.localstack.lambda.LambdaSettings;
import dev.atrium.localstack.lambda.LocalLambda;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The HTTP and the WebSocket API of Atrium, from the one table of routes.
 *
 * @param functions what handlers are made of
 * @param gatewayKey what the HTTP integration shows to room hosts
 * @param hosts the room hosts' internal addresses; messages go to them in turn, and on to the next
 *     if one is not there
 */
public record AtriumApis(Functions functions, String gatewayKey, List<URI> hosts) {
    /** The stage of the WebSocket API. */
    public static final String STAGE = "ws";

    private static final int PREFLIGHT_MAX_AGE_S = 600;

    /** The HTTP API. */
    public HttpApi http() {
        // Asked about every request, so that a refusal can say why; see Routes.httpAuthorizer.
        HttpAuthorizer authorizer = new HttpAuthorizer(lambda(Routes.httpAuthorizer()), false);
        List<HttpRoute> routes =
                Routes.http().stream()
                        .map(
                                route ->
                                        route.guarded()
                                                ? HttpRoute.guarded(
                                                        route.key(),
                                                        lambda(route.handler()),
                                                        authorizer)
                                                : HttpRoute.open(
                                                        route.key(), lambda(route.handler())))
                        .toList();
        return new HttpApi("atrium-http", routes, cors());
    }

    /** Pages of the same list that sockets go by; API Gateway answers their preflights itself. */
    private CorsConfiguration cors() {
        return new CorsConfiguration(
                functions.config().origins().all(),
                List.of("GET", "POST", "PUT", "DELETE"),
                List.of("authorization", "content-type"),
                List.of("retry-after"),
                PREFLIGHT_MAX_AGE_S);
    }

    /** The WebSocket API. */
    public WebSocketApi webSocket() {
        Map<String, Integration> routes = new LinkedHashMap<>();
        for (Routes.SocketRoute route : Routes.socket()) {
            routes.put(
                    route.key(),
                    switch (route.target()) {
                        case Routes.SocketTarget.Lambda target ->
                                new Integration.LambdaProxy(lambda(target.handler()));
                        case Routes.SocketTarget.RoomHost target -> roomHosts();
                    });
        }
        return new WebSocketApi(
                "atrium-ws",
                STAGE,
                routes,
                new ConnectAuthorizer(lambda(Routes.socketAuthorizer()), "token"));
    }

    private Integration roomHosts() {
        AtomicInteger turn = new AtomicInteger();
        List<URI> all = hosts.stream().map(host -> host.resolve("/gateway/message")).toList();
        Supplier<List<URI>> inTurn =
                () -> {
                    List<URI> targets = new ArrayList<>(all);
                    Collections.rotate(targets, -Math.floorMod(turn.getAndIncrement(), all.size()));
                    return targets;
                };
        return new Integration.HttpProxy(
                inTurn,
                Map.of(
                        "X-Atrium-Gateway-Key",
                        new HeaderSource.StaticValue(gatewayKey),
                        "X-Atrium-Connection",
                        HeaderSource.parse("context.connectionId"),
                        "X-Atrium-Player",
                        HeaderSource.parse("context.authorizer.principalId")));
    }

    @SuppressWarnings("unchecked") // the table says which event each handler takes
    private LambdaFunction lambda(Routes.Handler handler) {
        RequestHandler<?, ?> made = handler.create(functions);
        LambdaSettings settings = LambdaSettings.named(made.getClass().getSimpleName());
        return switch (handler.kind()) {
            case HTTP ->
                    LocalLambda.of(
                            settings,
                            (RequestHandler<APIGatewayV2HTTPEvent, ?>) made,
                            APIGatewayV2HTTPEvent.class);
            case WEB_SOCKET ->
                    LocalLambda.of(
                            settings,
                            (RequestHandler<APIGatewayV2WebSocketEvent, ?>) made,
                            APIGatewayV2WebSocketEvent.class);
            case HTTP_AUTHORIZER ->
                    LocalLambda.of(
                            settings,
                            (RequestHandler<APIGatewayV2CustomAuthorizerEvent, ?>) made,
                            APIGatewayV2CustomAuthorizerEvent.class);
            case WEB_SOCKET_AUTHORIZER ->
                    LocalLambda.of(
                            settings,
                            (RequestHandler<APIGatewayCustomAuthorizerEvent, ?>) made,
                            APIGatewayCustomAuthorizerEvent.class);
        };
    }
}
