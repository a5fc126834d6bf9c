package dev.atrium.cdk.api;

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

/** The HTTP API: a route for each of {@link Routes#http}, reached by its own domain name alone. */
final class WebApi extends Construct {
    private static final int RATE = 2_000;
    private static final int BURST = 1_000;
    private static final int PREFLIGHT_MAX_AGE_S = 600;
    private static final String DEFAULT_STAGE = "$default";

    private final Deployment deployment;
    private final CfnApi api;
    private final Map<String, String> integrations = new HashMap<>();

    WebApi(Construct scope, Deployment deployment, IHostedZone zone, ICertificate certificate) {
        super(scope, "http");
        this.deployment = deployment;
        api =
                CfnApi.Builder.create(this, "api")
                        .name(deployment.stage().stack("http"))
                        .protocolType("HTTP")
                        .disableExecuteApiEndpoint(true)
                        .corsConfiguration(cors())
                        .build();
        CfnAuthorizer authorizer = authorizer();
        Routes.http().forEach(route -> route(route, authorizer));
        CfnStage stage = stage();
        CfnDomainName name = Names.domain(this, deployment.domain().api(), zone, certificate);
        CfnApiMapping.Builder.create(this, "mapping")
                .apiId(id())
                .domainName(name.getRef())
                .stage(stage.getRef())
                .build();
    }

    /** The web client comes from the domain itself; API Gateway answers preflights. */
    private CfnApi.CorsProperty cors() {
        return CfnApi.CorsProperty.builder()
                .allowOrigins(List.of(deployment.domain().origin()))
                .allowMethods(List.of("GET", "POST", "PUT", "DELETE"))
                .allowHeaders(List.of("authorization", "content-type"))
                .exposeHeaders(List.of("retry-after"))
                .maxAge(PREFLIGHT_MAX_AGE_S)
                .build();
    }

    /** Asked about every request, so that a refusal can say why: it has no identity source. */
    private CfnAuthorizer authorizer() {
        return CfnAuthorizer.Builder.create(this, "authorizer")
                .apiId(id())
                .name("sessions")
                .authorizerType("REQUEST")
                .authorizerPayloadFormatVersion("2.0")
                .enableSimpleResponses(true)
                .authorizerResultTtlInSeconds(0)
                .authorizerUri(Integrations.uri(this, deployment, Routes.httpAuthorizer()))
                .build();
    }

    private void route(Routes.HttpRoute route, CfnAuthorizer authorizer) {
        CfnRoute.Builder made =
                CfnRoute.Builder.create(this, "route " + route.key().replace('/', ' '))
                        .apiId(id())
                        .routeKey(route.key())
                        .target("integrations/" + integration(route.handler()));
        if (route.guarded()) {
            made.authorizationType("CUSTOM").authorizerId(authorizer.getRef());
        } else {
            made.authorizationType("NONE");
        }
        made.build();
    }

    private String integration(Routes.Handler handler) {
        return integrations.computeIfAbsent(
                handler.className(),
                name ->
                        CfnIntegration.Builder.create(this, "to " + name)
                                .apiId(id())
                                .integrationType("AWS_PROXY")
                                .integrationUri(Integrations.uri(this, deployment, handler))
                                .payloadFormatVersion("2.0")
                                .build()
                                .getRef());
    }

    private CfnStage stage() {
        LogGroup log = ApiLog.group(this, deployment.stage(), "log");
        return CfnStage.Builder.create(this, "stage")
                .apiId(id())
                .stageName(DEFAULT_STAGE)
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
                                .build())
                .build();
    }

    String id() {
        return api.getRef();
    }
}
