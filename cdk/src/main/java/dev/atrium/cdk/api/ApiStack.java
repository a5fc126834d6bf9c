package dev.atrium.cdk.api;

import dev.atrium.cdk.check.Rules;
import dev.atrium.cdk.data.SecretsStack;
import dev.atrium.cdk.network.BalancerStack;
import dev.atrium.cdk.network.NetworkStack;
import dev.atrium.cdk.stage.Deployment;

import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.apigateway.CfnVpcLink;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.certificatemanager.CertificateValidation;
import software.amazon.awscdk.services.route53.HostedZone;
import software.amazon.awscdk.services.route53.HostedZoneAttributes;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.constructs.Construct;

import java.util.List;

/**
 * How players reach functions: an HTTP API, which CloudFront asks for them, and a WebSocket API,
 * whose messages to rooms go to the hosts by a private link.
 */
public final class ApiStack extends Stack {
    private final SocketApi socket;
    private final WebApi web;

    /**
     * Both APIs.
     *
     * @param scope the app
     * @param deployment its domain and stage
     * @param secrets what the gateway shows to hosts
     * @param balancer before the hosts
     * @param props account and region
     */
    public ApiStack(
            Construct scope,
            Deployment deployment,
            SecretsStack secrets,
            BalancerStack balancer,
            StackProps props) {
        super(scope, deployment.stage().stack("api"), props);
        IHostedZone zone =
                HostedZone.fromHostedZoneAttributes(
                        this,
                        "zone",
                        HostedZoneAttributes.builder()
                                .hostedZoneId(deployment.domain().zoneId())
                                .zoneName(deployment.domain().name())
                                .build());
        Certificate certificate =
                Certificate.Builder.create(this, "certificate")
                        .domainName(deployment.domain().api())
                        .subjectAlternativeNames(List.of(deployment.domain().socket()))
                        .validation(CertificateValidation.fromDns(zone))
                        .build();
        CfnVpcLink link =
                CfnVpcLink.Builder.create(this, "link")
                        .name(deployment.stage().stack("hosts"))
                        .targetArns(List.of(balancer.balancer().getLoadBalancerArn()))
                        .build();
        RoomHosts hosts =
                new RoomHosts(
                        "http://"
                                + balancer.balancer().getLoadBalancerDnsName()
                                + ":"
                                + NetworkStack.HOST_PORT
                                + "/gateway/message",
                        link.getRef(),
                        secrets.gatewayKey().getSecretValue().unsafeUnwrap());
        web = new WebApi(this, deployment, zone, certificate);
        socket = new SocketApi(this, deployment, zone, certificate, hosts);
        Rules.except(
                this,
                "AwsSolutions-APIG4",
                "Open routes are for whoever comes, and say so in the table of routes; the others"
                        + " have the authorizer.");
    }

    /**
     * Where the gateway's messages to rooms go.
     *
     * @param address of the balancer's listener
     * @param link the private link's id
     * @param key what the gateway shows, a reference to a secret
     */
    record RoomHosts(String address, String link, String key) {}

    /** The id of the WebSocket API. */
    public String socketApiId() {
        return socket.id();
    }

    /** The id of the HTTP API. */
    public String webApiId() {
        return web.id();
    }
}
