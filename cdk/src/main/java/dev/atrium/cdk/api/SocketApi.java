package dev.atrium.cdk.api;

import dev.atrium.cdk.api.ApiStack.RoomHosts;
import dev.atrium.cdk.stage.Deployment;
import dev.atrium.functions.edge.Routes;

import software.amazon.awscdk.services.apigatewayv2.CfnApi;
import software.amazon.awscdk.services.apigatewayv2.CfnApiMapping;
import software.amazon.awscdk.services.apigatewayv2.CfnAuthorizer;
import software.amazon.awscdk.services.apigatewayv2.CfnDomainName;
import software.amazon.awscdk.services.apigatewayv2.CfnIntegration;
import software.amazon.awscdk.services.apigatewayv2.CfnRoute;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.certificatemanager.ICertificate;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.constructs.Construct;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The WebSocket API: a route for each of {@link Routes#socket}, to a function, or to the room hosts
 * with the connection and its player told in headers.
 */
final class SocketApi extends Construct {
    /** Of messages together; the account's limit is shared with what is posted to players. */
    private static final int RATE = 3_000;

    private static final int BURST = 1_500;
    private static final int HOST_TIMEOUT_MS = 5_000;
    private static final String ROOM_HOSTS = "room hosts";

    /** The name of the one stage. */
    static final String STAGE = "live";

    private final Deployment deployment;
    private final RoomHosts hosts;
    private final CfnApi api;
    private final Map<String, String> integrations = new HashMap<>();

    SocketApi(
            Construct scope,
            Deployment deployment,
            IHostedZone zone,
            ICertificate certificate,
            RoomHosts hosts) {
        super(scope, "socket");
        this.deployment = deployment;
        this.hosts = hosts;
        api =
                CfnApi.Builder.create(this, "api")
                        .name(deployment.stage().stack("socket"))
                        .protocolType("WEBSOCKET")
                        .routeSelectionExpression("$request.body.action")
                        .disableExecuteApiEndpoint(true)
                        .build();
        CfnAuthorizer authorizer = authorizer();
        Routes.socket().forEach(route -> route(route, authorizer));
        CfnStage stage = stage();
        CfnDomainName name = Names.domain(this, deployment.domain().socket(), zone, certificate);
        CfnApiMapping.Builder.create(this, "mapping")
                .apiId(id())
                .domainName(name.getRef())
                .stage(stage.getRef())
                .build();
    }

    private CfnAuthorizer authorizer() {
        return CfnAuthorizer.Builder.create(this, "authorizer")
                .apiId(id())
                .name("connect-tokens")
                .authorizerType("REQUEST")
                .identitySource(List.of("route.request.querystring.token"))
                .authorizerUri(Integrations.uri(this, deployment, Routes.socketAuthorizer()))
                .build();
    }

    private void route(Routes.SocketRoute route, CfnAuthorizer authorizer) {
        CfnRoute.Builder made =
                CfnRoute.Builder.create(this, "route " + route.key())
                        .apiId(id())
                        .routeKey(route.key())
                        .target("integrations/" + integration(route.target()));
        if (route.key().equals("$connect")) {
            made.authorizationType("CUSTOM").authorizerId(authorizer.getRef());
        } else {
            made.authorizationType("NONE");
        }
        made.build();
    }

    private String integration(Routes.SocketTarget target) {
        return switch (target) {
            case Routes.SocketTarget.Lambda lambda ->
                    integrations.computeIfAbsent(
                            lambda.handler().className(), name -> toFunction(lambda.handler()));
            case Routes.SocketTarget.RoomHost _ ->
                    integrations.computeIfAbsent(ROOM_HOSTS, name -> toHosts());
        };
    }

    private String toFunction(Routes.Handler handler) {
        return CfnIntegration.Builder.create(this, "to " + handler.className())
                .apiId(id())
                .integrationType("AWS_PROXY")
                .integrationUri(Integrations.uri(this, deployment, handler))
                .build()
                .getRef();
    }

    private String toHosts() {
        return CfnIntegration.Builder.create(this, "to " + ROOM_HOSTS)
                .apiId(id())
                .integrationType("HTTP_PROXY")
                .integrationMethod("POST")
                .integrationUri(hosts.address())
                .connectionType("VPC_LINK")
                .connectionId(hosts.link())
                .timeoutInMillis(HOST_TIMEOUT_MS)
                .requestParameters(
                        new TreeMap<>(
                                Map.of(
                                        "integration.request.header.X-Atrium-Gateway-Key",
                                        "'" + hosts.key() + "'",
                                        "integration.request.header.X-Atrium-Connection",
                                        "context.connectionId",
                                        "integration.request.header.X-Atrium-Player",
                                        "context.authorizer.principalId")))
                .build()
                .getRef();
    }

    private CfnStage stage() {
        LogGroup log = ApiLog.group(this, deployment.stage(), "log");
        return CfnStage.Builder.create(this, "stage")
                .apiId(id())
                .stageName(STAGE)
                .autoDeploy(true)
                .accessLogSettings(
                        CfnStage.AccessLogSettingsProperty.builder()
                                .destinationArn(log.getLogGroupArn())
                                .format(ApiLog.format())
                                .build())
                .defaultRouteSettings(
                        CfnStage.RouteSettingsProperty.builder()
                                .throttlingRateLimit(RATE)
                                .throttlingBurstLimit(BURST)
                                .detailedMetricsEnabled(true)
                                // Bodies are players': never.
                                .dataTraceEnabled(false)
                                .loggingLevel("ERROR")
                                .build())
                .build();
    }

    String id() {
        return api.getRef();
    }
}
